namespace LlsEdge.Host.Training;

/// <summary>One epoch of a factory training.</summary>
/// <param name="Phase">The phase it belongs to.</param>
/// <param name="Epoch">Its number in the phase, from 1.</param>
/// <param name="Epochs">The most epochs the phase may have.</param>
/// <param name="Loss">The mean loss of the training frames, as augmented; null where the arithmetic knows none.</param>
/// <param name="Validation">The score on the validation frames; null without any.</param>
/// <param name="IsBest">Whether it is the phase's best by validation loss so far; always, without validation frames.</param>
/// <param name="Seconds">How long it took to learn.</param>
public sealed record EpochRecord(string Phase, int Epoch, int Epochs, double? Loss, ValidationScore? Validation, bool IsBest, double Seconds);
