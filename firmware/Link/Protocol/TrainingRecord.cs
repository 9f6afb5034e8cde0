namespace LlsEdge.Link
{
    /// <summary>
    /// The layout of one training step's record, as the board keeps it and the link carries it.
    /// </summary>
    public static class TrainingRecord
    {
        /// <summary>Bytes a record.</summary>
        public const int Length = 20;

        /// <summary>The step's index, from 1, 32 bits.</summary>
        public const int Step = 0;

        /// <summary>The label, 8 bits.</summary>
        public const int Label = 4;

        /// <summary>The class predicted before the update, 8 bits.</summary>
        public const int Predicted = 5;

        /// <summary>The confidence in it, 0 to 255.</summary>
        public const int Confidence = 6;

        /// <summary>How many local confidences follow, 8 bits.</summary>
        public const int LayerCount = 7;

        /// <summary>Each layer's local probability of the true class, 0 to 255.</summary>
        public const int LocalConfidence = 8;

        /// <summary>The most layers a record holds.</summary>
        public const int MaxLayers = 6;

        /// <summary>Values clamped in the step, 16 bits, 65535 for that many or more.</summary>
        public const int Saturations = 14;

        /// <summary>The step's time in milliseconds, 32 bits.</summary>
        public const int Milliseconds = 16;
    }
}
