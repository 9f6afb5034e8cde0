namespace LlsEdge.Studio.Boards;

/// <summary>A replay as it is asked for.</summary>
/// <param name="Teach">What is taught.</param>
/// <param name="Count">How many frames of it, from the first.</param>
/// <param name="Test">What is measured on.</param>
/// <param name="TestCount">How many frames of it at most.</param>
/// <param name="MeasuresBefore">Whether to measure before teaching, too.</param>
public sealed record ReplaySpec(FrameSource Teach, int Count, FrameSource Test, int TestCount, bool MeasuresBefore);
