using LlsEdge.Host.Data;
using LlsEdge.Host.Training.Float;

namespace LlsEdge.Host.Training.Factory;

/// <summary>Epochs of <see cref="BackPropagation"/>, the rate following half a cosine to 0.</summary>
internal sealed class BackPropagationPhase(
    string name, int epochs, BackPropagation trainer, TrainingFrames frames, int firstKey, double rate, double decay) : TrainingPhase(name, epochs)
{
    /// <inheritdoc/>
    public override double? RunEpoch(int epoch, Action<double> report, CancellationToken cancellation)
    {
        int batches = Math.Max(1, frames.Count / trainer.Batch);
        int key = firstKey + epoch;
        int[] order = frames.DrawOrder(key);
        double loss = 0;
        for (int b = 0; b < batches; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            double done = (epoch + ((double)b / batches)) / Epochs;
            int first = b * trainer.Batch;
            loss += trainer.Step(
                (n, frame, target) =>
                {
                    int index = order[(first + n) % order.Length];
                    frames.Draw(index, key, first + n, frame);
                    frames.GetTarget(index, target);
                },
                rate * 0.5 * (1 + Math.Cos(Math.PI * done)),
                decay);
            report((b + 1.0) / batches);
        }

        return loss / batches;
    }

    /// <inheritdoc/>
    public override ValidationScore Validate(ImageSet set, CancellationToken cancellation) => trainer.Evaluate(set, cancellation);

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer) => trainer.Write(writer);

    /// <inheritdoc/>
    public override void Read(BinaryReader reader) => trainer.Read(reader);
}
