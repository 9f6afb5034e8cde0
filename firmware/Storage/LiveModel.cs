using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// The model in memory and everything whose size depends on it. The heap holds one at a time.
    /// </summary>
    public sealed class LiveModel
    {
        // A compiled kernel's variables take one piece of memory, of up to 200 variables' size, which the interpreter finds only where one is free: it collects
        // garbage when memory is short, but does not move what is left together. So a piece of that size is kept between steps.
        private const int LongestFrame = 2640;

        private byte[] _reserve;

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

        /// <summary>Gets the model's length as a file.</summary>
        public int Length { get; private set; }

        /// <summary>Decides what the frame shows.</summary>
        /// <returns>The class.</returns>
        public int Predict()
        {
            _reserve = null;
            int predicted = Learner.Predict(Frame.Data);
            Reserve();
            return predicted;
        }

        /// <summary>Predicts, then learns the frame's label.</summary>
        /// <param name="label">The true class.</param>
        /// <returns>The class that was predicted before anything was learnt.</returns>
        public int Train(int label)
        {
            _reserve = null;
            int predicted = Learner.Train(Frame.Data, label);
            Reserve();
            return predicted;
        }

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
            model.Readout.Pack();
            Learner = new Learner(model);
            Reserve();
        }

        /// <summary>Lets go of the model, so that the heap has room for another.</summary>
        public void Clear()
        {
            _reserve = null;
            Learner = null;
            Frame = null;
            Confusion = null;
        }

        private void Reserve()
        {
            if (Learner.Model.TrunkHash != null)
            {
                _reserve = new byte[LongestFrame];
            }
        }
    }
}
