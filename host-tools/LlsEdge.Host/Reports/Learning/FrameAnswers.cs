using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Learning;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>What a model makes of each frame of a set, in the board's exact arithmetic.</summary>
/// <param name="ClassCount">How many classes it knows.</param>
/// <param name="Labels">The frames' true classes.</param>
/// <param name="Predicted">Its answers.</param>
/// <param name="Probabilities">[frame][class], each 0 to 32768 for 0 to 1, as the board's readout has them.</param>
/// <param name="Activity">What its layers put out, the first one first.</param>
public sealed record FrameAnswers(
    int ClassCount,
    IReadOnlyList<int> Labels,
    IReadOnlyList<int> Predicted,
    IReadOnlyList<IReadOnlyList<int>> Probabilities,
    IReadOnlyList<LayerActivity> Activity)
{
    private const double One = 1 << 15;

    /// <summary>Gets how many answers are right.</summary>
    public int Correct => Enumerable.Range(0, Labels.Count).Count(i => Predicted[i] == Labels[i]);

    /// <summary>Gets the counts of answers by true class, and the area under the ROC curve.</summary>
    public Evaluation Evaluation => Evaluation.Of(ClassCount, Labels, Predicted, Probabilities);

    /// <summary>Gets whether the model is as sure as it is right.</summary>
    public Calibration Calibration => Calibration.Of(
        ClassCount, Enumerable.Range(0, Labels.Count).Select(i => (Probabilities[i][Predicted[i]] / One, Predicted[i] == Labels[i])));

    /// <summary>Runs a model over a set. The model learns nothing; as on the board, nothing is left of one frame when the next comes.</summary>
    /// <param name="model">The model, complete.</param>
    /// <param name="set">The frames; they fit the model.</param>
    /// <param name="progress">Told the share done.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    public static FrameAnswers Run(Model model, ImageSet set, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Run(model, set, null, progress, cancellation);

    /// <summary>Runs a model over frames in the order in which a camera took them, as the board's continuous mode does: its mean of the camera follows them.</summary>
    /// <param name="model">The model, complete; it is not changed.</param>
    /// <param name="set">The frames; they fit the model.</param>
    /// <param name="background">The class of frames that show the empty room.</param>
    /// <param name="progress">Told the share done.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    public static FrameAnswers Watch(Model model, ImageSet set, int background, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Run(ModelFile.Parse(ModelFile.ToBytes(model), model.GetName()), set, background, progress, cancellation);
    }

    /// <summary>The probabilities of a class.</summary>
    /// <param name="label">The class.</param>
    /// <returns>One a frame, 0 to 255, as the board holds them against its threshold.</returns>
    public int[] ConfidencesIn(int label) => [.. Probabilities.Select(frame => (frame[label] * 255) >> 15)];

    private static FrameAnswers Run(Model model, ImageSet set, int? background, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        var learner = new Learner(model, keepsMaps: true);
        LayerActivity[] activity = [.. model.Layers.Select(layer => new LayerActivity(layer.ActivationLimit))];
        int[] predicted = new int[set.Count];
        int[][] probabilities = new int[set.Count][];
        for (int i = 0; i < set.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            predicted[i] = learner.Predict(set.GetFrame(i));
            probabilities[i] = [.. model.Readout.Probabilities.AsSpan(0, model.ClassCount)];
            for (int layer = 0; layer < activity.Length; layer++)
            {
                activity[layer].Add(learner.GetActivations(layer));
            }

            if (background is int empty)
            {
                learner.Follow(empty);
            }

            progress?.Report((i + 1.0) / set.Count);
        }

        return new FrameAnswers(model.ClassCount, [.. set.Labels.ToArray().Select(label => (int)label)], predicted, probabilities, activity);
    }
}
