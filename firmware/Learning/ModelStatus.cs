namespace LlsEdge.Learning
{
    /// <summary>What a <see cref="ModelReader"/> knows of the bytes it has been given.</summary>
    public static class ModelStatus
    {
        /// <summary>More bytes are needed.</summary>
        public const int Incomplete = 0;

        /// <summary>The model is complete and its checksum right.</summary>
        public const int Complete = 1;

        /// <summary>The bytes do not start like a model.</summary>
        public const int BadMagic = 2;

        /// <summary>The model is of a version this firmware does not know.</summary>
        public const int BadVersion = 3;

        /// <summary>A shape or number format is outside what the kernels can do, or lengths contradict each other.</summary>
        public const int BadHeader = 4;

        /// <summary>The checksum is wrong.</summary>
        public const int BadChecksum = 5;

        /// <summary>More bytes came than the header announced.</summary>
        public const int TooLong = 6;
    }
}
