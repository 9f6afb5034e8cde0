namespace LlsEdge.Studio.Boards;

/// <summary>The connected board.</summary>
/// <param name="Port">Its port.</param>
/// <param name="IsVirtual">Whether it is a program on the desk.</param>
/// <param name="Firmware">The firmware's version.</param>
/// <param name="Target">The nanoFramework image's target.</param>
/// <param name="Camera">The camera's name; empty without one.</param>
/// <param name="HasDrive">Whether it can keep what it learns.</param>
/// <param name="Problems">What is to be told of it, a sentence each.</param>
public sealed record BoardView(
    string Port, bool IsVirtual, string Firmware, string Target, string Camera, bool HasDrive, IReadOnlyList<string> Problems);

/// <summary>The model on it.</summary>
/// <param name="FrameSize">The side of its frames.</param>
/// <param name="Classes">Its classes.</param>
/// <param name="Layers">For each layer, whether it learns.</param>
/// <param name="Steps">Training steps it has seen.</param>
/// <param name="Bytes">Its length as a file.</param>
/// <param name="IsFactory">Whether it is the factory model out of the firmware's code.</param>
public sealed record ModelView(int FrameSize, IReadOnlyList<string> Classes, IReadOnlyList<bool> Layers, int Steps, int Bytes, bool IsFactory);

/// <summary>The scenes in front of a virtual board's camera.</summary>
/// <param name="Description">What they show.</param>
/// <param name="Index">The number of the current one, from 0.</param>
/// <param name="Count">How many there are.</param>
/// <param name="IsHeld">Whether a scene stays until it has been labelled.</param>
public sealed record SceneView(string Description, int Index, int Count, bool IsHeld);

/// <summary>A replay that is going on or has ended.</summary>
/// <param name="Stage"><c>measuring</c>, <c>teaching</c>, <c>measuringAgain</c>, <c>done</c> or <c>stopped</c>.</param>
/// <param name="Done">Frames of this stage that are done.</param>
/// <param name="Total">Frames of this stage.</param>
/// <param name="Before">The share right before teaching; null if not measured.</param>
/// <param name="After">The share right after teaching; null if not yet measured.</param>
/// <param name="Taught">Frames taught.</param>
/// <param name="Measured">Frames to measure on.</param>
/// <param name="Description">What is taught and what is measured.</param>
public sealed record ReplayView(string Stage, int Done, int Total, double? Before, double? After, int Taught, int Measured, string Description)
{
    /// <summary>Gets whether it goes on.</summary>
    public bool IsRunning => Stage is not ("done" or "stopped");
}

/// <summary>What one prediction or lesson costs.</summary>
/// <param name="Calls">How many there were.</param>
/// <param name="Instructions">IL instructions each, counted.</param>
/// <param name="Milliseconds">Time each on the board, predicted.</param>
/// <param name="PessimisticMilliseconds">The same with pessimistic cycles an instruction.</param>
public sealed record PhaseCost(long Calls, long Instructions, double Milliseconds, double PessimisticMilliseconds);

/// <summary>What a virtual board's meter and heap show.</summary>
/// <param name="Predict">Predictions; null before the first.</param>
/// <param name="Train">Lessons; null before the first.</param>
/// <param name="HeapBytes">The managed heap's size.</param>
/// <param name="HeapUsed">Bytes in use.</param>
/// <param name="HeapPeak">The most that was in use.</param>
/// <param name="Collections">How often it was tidied up.</param>
public sealed record VirtualBench(PhaseCost? Predict, PhaseCost? Train, int HeapBytes, long HeapUsed, long HeapPeak, int Collections);

/// <summary>A board's own counters.</summary>
/// <param name="Predicted">Frames predicted.</param>
/// <param name="Trained">Frames learnt.</param>
/// <param name="PredictMilliseconds">The last prediction's time.</param>
/// <param name="TrainMilliseconds">The last lesson's time.</param>
/// <param name="FreeHeap">Free bytes of the managed heap.</param>
/// <param name="Saturations">Values clamped in all lessons.</param>
/// <param name="DamagedPackets">Packets that arrived damaged.</param>
public sealed record BoardCounters(
    int Predicted, int Trained, double PredictMilliseconds, double TrainMilliseconds, int FreeHeap, int Saturations, int DamagedPackets);

/// <summary>Everything that the page shows, except frames and lessons.</summary>
/// <param name="Board">The board; null while none is connected.</param>
/// <param name="Model">Its model; null if it has none.</param>
/// <param name="IsLive">Whether the board's camera is being watched.</param>
/// <param name="CameraFault">What is wrong with the camera; null if nothing.</param>
/// <param name="Scene">A virtual board's scenes.</param>
/// <param name="CanUndo">Whether there is something to undo.</param>
/// <param name="Uncommitted">Lessons since the last commit.</param>
/// <param name="IsUnkept">Whether the model in use is lost when the power goes.</param>
/// <param name="Replay">The replay, if there has been one.</param>
/// <param name="Virtual">A virtual board's meter.</param>
/// <param name="Counters">The board's own counters.</param>
public sealed record StudioState(
    BoardView? Board,
    ModelView? Model,
    bool IsLive,
    string? CameraFault,
    SceneView? Scene,
    bool CanUndo,
    int Uncommitted,
    bool IsUnkept,
    ReplayView? Replay,
    VirtualBench? Virtual,
    BoardCounters? Counters)
{
    /// <summary>Gets the state without a board.</summary>
    public static StudioState Empty { get; } = new(null, null, false, null, null, false, 0, false, null, null, null);
}
