namespace LlsEdge.Studio.Boards;

/// <summary>One labelled frame, and what the board had said of it before it learnt it.</summary>
/// <param name="Step">The model's training step.</param>
/// <param name="Label">The label given.</param>
/// <param name="Predicted">The class predicted before.</param>
/// <param name="Confidence">The confidence in it, 0 to 1.</param>
/// <param name="Locals">Each layer's local probability of the true class, 0 to 1; empty where the board keeps no journal.</param>
/// <param name="Source">Where the frame came from: <c>camera</c>, <c>image</c>, <c>webcam</c> or <c>replay</c>.</param>
public sealed record Lesson(int Step, int Label, int Predicted, double Confidence, IReadOnlyList<double> Locals, string Source)
{
    /// <summary>Gets whether the board had been right.</summary>
    public bool IsRight => Predicted == Label;
}

/// <summary>A frame with what the board makes of it.</summary>
/// <param name="Number">The frame's number, to be named when it is labelled.</param>
/// <param name="Size">Its width and height.</param>
/// <param name="Pixels">8-bit gray, row by row.</param>
/// <param name="Class">The predicted class.</param>
/// <param name="Confidence">The confidence in it, 0 to 1.</param>
/// <param name="Milliseconds">The time that the board took for it.</param>
/// <param name="Scene">The number of a virtual camera's scene, from 0; null for every other frame.</param>
public sealed record SeenFrame(int Number, int Size, byte[] Pixels, int Class, double Confidence, double Milliseconds, int? Scene);
