using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Fast;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Factory;

/// <summary>
/// Epochs of LLS as the board would do it with all layers: its integers, one frame a step, the readout learning along. The readout that ships is trained
/// in the phase after it.
/// </summary>
internal sealed class IntegerPhase : TrainingPhase
{
    private readonly Model _model;
    private readonly ModelDescription _description;
    private readonly TrainingFrames _frames;
    private readonly ImageSet _sample;
    private readonly byte[] _frame;

    /// <summary>Prepares the phase.</summary>
    /// <param name="model">The model that learns.</param>
    /// <param name="description">Its rates.</param>
    /// <param name="frames">What it learns.</param>
    /// <param name="set">Some frames as they are; the readout is standardised on the first of them.</param>
    /// <param name="epochs">Passes.</param>
    public IntegerPhase(Model model, ModelDescription description, TrainingFrames frames, ImageSet set, int epochs)
        : base("board lls", epochs)
    {
        _model = model;
        _description = description;
        _frames = frames;
        _sample = set.Slice(0, Math.Min(IntegerTraining.FramesToStandardiseOn, set.Count));
        _frame = new byte[set.Size * set.Size];
    }

    /// <inheritdoc/>
    public override double? RunEpoch(int epoch, Action<double> report, CancellationToken cancellation)
    {
        int[] order = _frames.DrawOrder(epoch);
        int total = Epochs * order.Length;
        if (epoch == 0)
        {
            FeatureStatistics.Set(_model, _sample, cancellation);
            _model.Readout.Learns = true;
        }

        IIntegerLearner learner = IntegerLearner.Create(_model);
        for (int n = 0; n < order.Length; n++)
        {
            int step = (epoch * order.Length) + n;
            if (n % IntegerTraining.StepsBetweenRates == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                IntegerTraining.SetRates(_model, _description, TrainingSchedule.Share(step, total));
                report(n / (double)order.Length);
            }

            if (TrainingSchedule.IsTimeToStandardise(step))
            {
                FeatureStatistics.Follow(learner.Store(), _sample, cancellation);
            }

            int label = _frames.Draw(order[n], epoch, n, _frame);
            learner.Train(_frame, label);
        }

        _ = learner.Store();
        return null;
    }

    /// <inheritdoc/>
    public override ValidationScore Validate(ImageSet set, CancellationToken cancellation)
    {
        const float One = 32768;
        var score = new ScoreCounter(_model.ClassCount);
        IIntegerLearner learner = IntegerLearner.Create(_model);
        for (int i = 0; i < set.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            _ = learner.Predict(set.GetFrame(i));
            score.Add([.. _model.Readout.Probabilities.Select(p => p / One)], set.GetLabel(i));
        }

        return score.Score();
    }

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer)
    {
        byte[] bytes = ModelFile.ToBytes(_model);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    /// <inheritdoc/>
    public override void Read(BinaryReader reader)
    {
        Model saved = ModelFile.Parse(reader.ReadBytes(reader.ReadInt32()), "the checkpoint");
        _model.Step = saved.Step;
        for (int i = 0; i < _model.Layers.Length; i++)
        {
            saved.Layers[i].Masters?.CopyTo(_model.Layers[i].Masters, 0);
            saved.Layers[i].Weights.CopyTo(_model.Layers[i].Weights, 0);
            saved.Layers[i].Bias.CopyTo(_model.Layers[i].Bias, 0);
            saved.Layers[i].Modulation?.Entries.CopyTo(_model.Layers[i].Modulation.Entries, 0);
        }

        Readout readout = _model.Readout;
        readout.Learns = saved.Readout.Learns;
        saved.Readout.Mean.CopyTo(readout.Mean, 0);
        saved.Readout.InverseDeviation.CopyTo(readout.InverseDeviation, 0);
        saved.Readout.Weights.CopyTo(readout.Weights, 0);
    }
}
