using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// The model in memory and everything whose size depends on it. The heap holds one at a time.
    /// </summary>
    public sealed class LiveModel
    {
        /// <summary>Gets a value indicating whether there is a model.</summary>
        public bool IsLoaded
        {
            get { return Learner != null; }
        }

        /// <summary>Gets the learner, null without a model.</summary>
        public Learner Learner { get; private set; }

        /// <summary>Gets the frame being received.</summary>
        public ChunkAssembly Frame { get; private set; }

        /// <summary>Gets the confusion counts: row by row, frames of a label predicted as a class.</summary>
        public int[] Confusion { get; private set; }

        /// <summary>Gets or sets the CRC-32 of the model as it was last loaded or committed.</summary>
        public int Crc { get; set; }

        /// <summary>Gets or sets a value indicating whether this is the factory model, trained further perhaps, that no commit has written to flash.</summary>
        public bool IsFactory { get; set; }

        /// <summary>Gets or sets a value indicating whether it has learnt, or been gone back to, since it was loaded or committed.</summary>
        public bool IsUnsaved { get; set; }

        /// <summary>Gets or sets what a host is reading of it, null if none is.</summary>
        public ModelImage Image { get; set; }

        /// <summary>Gets the model's length as a file.</summary>
        public int Length { get; private set; }

        /// <summary>Takes a model.</summary>
        /// <param name="model">The model.</param>
        /// <param name="length">Its length as a file.</param>
        /// <param name="crc">The file's CRC-32.</param>
        public void Install(Model model, int length, int crc)
        {
            Frame = new ChunkAssembly(model.FrameSize * model.FrameSize);
            Confusion = new int[model.ClassCount * model.ClassCount];
            Length = length;
            Crc = crc;
            IsUnsaved = false;
            model.Readout.Pack();
            Learner = new Learner(model);
        }

        /// <summary>Lets go of the model, so that the heap has room for another.</summary>
        public void Clear()
        {
            Image = null;
            Learner = null;
            Frame = null;
            Confusion = null;
        }
    }
}
