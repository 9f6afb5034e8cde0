using LlsEdge.Learning;

namespace LlsEdge.Link
{
    /// <summary>
    /// The layout of a journal record, in the board's flash and on the link.
    /// </summary>
    public static class JournalRecord
    {
        /// <summary>Bytes a record.</summary>
        public const int Length = 32;

        /// <summary>The record's number, 32 bits; each is one more than the record's before.</summary>
        public const int Sequence = 0;

        /// <summary>The model's training steps when the record was made, 32 bits; a training step's own index, from 1.</summary>
        public const int Step = 4;

        /// <summary>32 bits: a training step's time in milliseconds, else what <see cref="JournalKind"/> says.</summary>
        public const int Value = 8;

        /// <summary>One of <see cref="JournalKind"/>, 8 bits.</summary>
        public const int Kind = 12;

        /// <summary>The label, 8 bits.</summary>
        public const int Label = 13;

        /// <summary>The class predicted before the update, 8 bits.</summary>
        public const int Predicted = 14;

        /// <summary>The confidence in it, 0 to 255.</summary>
        public const int Confidence = 15;

        /// <summary>How many local confidences follow, 8 bits.</summary>
        public const int LayerCount = 16;

        /// <summary>Each layer's local probability of the true class, 0 to 255.</summary>
        public const int LocalConfidence = 17;

        /// <summary>The most layers a record holds.</summary>
        public const int MaxLayers = 8;

        /// <summary>Who gave the label, 8 bits: <see cref="FromHost"/> or <see cref="FromButton"/>.</summary>
        public const int Source = 25;

        /// <summary>Values clamped in the step, 16 bits, 65535 for that many or more.</summary>
        public const int Saturations = 26;

        /// <summary>The CRC-32 of everything before.</summary>
        public const int Crc = 28;

        /// <summary>The label came over the link.</summary>
        public const int FromHost = 0;

        /// <summary>The label came by a button.</summary>
        public const int FromButton = 1;

        /// <summary>Computes a record's CRC.</summary>
        /// <param name="buffer">Where the record is.</param>
        /// <param name="offset">Its first byte.</param>
        /// <returns>What its last four bytes must be.</returns>
        public static int ComputeCrc(byte[] buffer, int offset)
        {
            return Crc32.Finish(Crc32.Update(Crc32.Start, buffer, offset, Crc));
        }

        /// <summary>Tells a whole record from a torn one, and from bytes that never were one.</summary>
        /// <param name="buffer">Where the record is.</param>
        /// <param name="offset">Its first byte.</param>
        /// <returns>Whether its CRC is right.</returns>
        public static bool IsWhole(byte[] buffer, int offset)
        {
            return LittleEndian.ReadInt32(buffer, offset + Crc) == ComputeCrc(buffer, offset) && buffer[offset + Kind] != 0;
        }
    }
}
