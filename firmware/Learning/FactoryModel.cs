using System;

namespace LlsEdge.Learning
{
    /// <summary>
    /// A model file that lies in flash with the app, as constants in method bodies: nothing else on the board costs no heap. It is the tail of the trunk that
    /// the firmware was built with, as it left the factory.
    /// </summary>
    public abstract class FactoryModel
    {
        /// <summary>Bytes that one generated method writes.</summary>
        public const int BlockLength = 512;

        /// <summary>Gets or sets the model that this firmware was built with; null where it has none.</summary>
        public static FactoryModel Installed { get; set; }

        /// <summary>Gets the file's length in bytes.</summary>
        public abstract int Length { get; }

        /// <summary>Copies a piece of the file; allocates a block.</summary>
        /// <param name="position">The first byte.</param>
        /// <param name="buffer">Receives the bytes.</param>
        /// <param name="offset">Where in <paramref name="buffer"/>.</param>
        /// <param name="count">How many, within the file.</param>
        public void CopyTo(int position, byte[] buffer, int offset, int count)
        {
            byte[] block = new byte[BlockLength];
            while (count > 0)
            {
                int start = position % BlockLength;
                int piece = BlockLength - start < count ? BlockLength - start : count;
                Fill(position / BlockLength, block);
                Array.Copy(block, start, buffer, offset, piece);
                position += piece;
                offset += piece;
                count -= piece;
            }
        }

        /// <summary>Writes one block; the last one is filled up with zeros.</summary>
        /// <param name="index">Which.</param>
        /// <param name="block">Receives <see cref="BlockLength"/> bytes.</param>
        protected abstract void Fill(int index, byte[] block);
    }
}
