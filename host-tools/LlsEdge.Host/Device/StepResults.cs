namespace LlsEdge.Host.Device;

/// <summary>
/// What the board makes of a frame.
/// </summary>
/// <param name="Class">The predicted class.</param>
/// <param name="Confidence">The confidence in it, 0 to 255.</param>
/// <param name="Microseconds">The time the board took.</param>
public readonly record struct Prediction(int Class, int Confidence, int Microseconds);

/// <summary>
/// What a training step did.
/// </summary>
/// <param name="Predicted">The class predicted before the update.</param>
/// <param name="Confidence">The confidence in it, 0 to 255.</param>
/// <param name="Microseconds">The time the board took.</param>
/// <param name="Step">The step's index, from 1.</param>
/// <param name="Saturations">Values clamped in the step.</param>
public readonly record struct TrainResult(int Predicted, int Confidence, int Microseconds, int Step, int Saturations);
