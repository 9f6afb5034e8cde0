using LlsEdge.Host.Data;
using LlsEdge.Host.Training;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What the board is compared with: floating point, on the desk. What looks at all frames taught again and again is given that advantage.</summary>
internal static class DeskMethods
{
    private const double Ridge = 0.01;

    /// <summary>A softmax head on the last layer's averages alone, one pass of stochastic gradient descent from the factory readout's weights for
    /// them.</summary>
    public static IReadOnlyList<Checkpoint> HeadOnLast(RoomTask task, double rate)
    {
        double[][] weights = FrameFeatures.LastWeights(task.Study.Load(tailed: false));
        FrameFeatures teach = task.Study.Features(task.Room.Teach);
        FrameFeatures test = task.Study.Features(task.Room.Test);
        return task.Run(
            i =>
            {
                double[] p = FloatReadout.Softmax(FloatReadout.Scores(weights, teach.Last[i]));
                FloatReadout.Descend(weights, teach.Last[i], p, task.Room.Teach.GetLabel(i), rate);
            },
            i => FloatReadout.Best(FloatReadout.Scores(weights, test.Last[i])));
    }

    /// <summary>The class whose mean is nearest, in deviations of the frames taught around their class's mean.</summary>
    /// <param name="task">The room.</param>
    /// <param name="features">Which features.</param>
    public static IReadOnlyList<Checkpoint> Prototypes(RoomTask task, Func<FrameFeatures, double[][]> features)
    {
        double[][] teach = features(task.Study.Features(task.Room.Teach));
        double[][] test = features(task.Study.Features(task.Room.Test));
        int classes = task.Room.Teach.ClassNames.Count;
        return Refit(task, n => new Prototypes([.. teach.Take(n)], [.. Labels(task, n)], classes).Predict, i => test[i]);
    }

    /// <summary>A ridge logistic regression on what a frame's bare pixels give.</summary>
    /// <param name="task">The room.</param>
    /// <param name="features">Features of a frame and its size.</param>
    public static IReadOnlyList<Checkpoint> Pixels(RoomTask task, Func<byte[], int, double[]> features)
    {
        double[][] teach = Map(task.Room.Teach, features);
        double[][] test = Map(task.Room.Test, features);
        int classes = task.Room.Teach.ClassNames.Count;
        return Refit(task, n => new RidgeLogistic([.. teach.Take(n)], [.. Labels(task, n)], classes, Ridge).Predict, i => test[i]);
    }

    private static IReadOnlyList<Checkpoint> Refit(RoomTask task, Func<int, Func<double[], int>> fit, Func<int, double[]> test) =>
        [.. task.Checkpoints.Select(n => new Checkpoint(n, task.Accuracy(Decide(fit(n), test))))];

    private static Func<int, int> Decide(Func<double[], int> predict, Func<int, double[]> test) => i => predict(test(i));

    private static IEnumerable<int> Labels(RoomTask task, int n) => Enumerable.Range(0, n).Select(task.Room.Teach.GetLabel);

    private static double[][] Map(ImageSet set, Func<byte[], int, double[]> features) => [.. set.Frames.Select(frame => features(frame, set.Size))];
}
