namespace System.Diagnostics
{
    public sealed class DebuggableAttribute : Attribute
    {
        public DebuggableAttribute(bool isJITTrackingEnabled, bool isJITOptimizerDisabled) => throw null;
        public DebuggableAttribute(DebuggableAttribute.DebuggingModes modes) => throw null;
        public DebuggableAttribute.DebuggingModes DebuggingFlags { get => throw null; }
        public bool IsJITOptimizerDisabled { get => throw null; }
        public bool IsJITTrackingEnabled { get => throw null; }

        public enum DebuggingModes
        {
            None = 0,
            Default = 1,
            DisableOptimizations = 256,
            IgnoreSymbolStoreSequencePoints = 2,
            EnableEditAndContinue = 4,
        }
    }
}
