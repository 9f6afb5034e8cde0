using LlsEdge.Host.Training;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Training;

public class RidgeLogisticTests
{
    [Fact]
    public void More_features_than_frames_are_no_trouble()
    {
        Random random = new(3);
        double Feature(int i, int j) => random.NextDouble() + (j < 30 && i % 3 == 1 ? 1 : 0) + (j > 270 && i % 3 == 2 ? 1 : 0);
        double[][] features = [.. Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 300).Select(j => Feature(i, j)).ToArray())];
        int[] labels = [.. Enumerable.Range(0, 60).Select(i => i % 3)];

        var fit = new RidgeLogistic(features[..45], labels[..45], 3, 0.01);

        Enumerable.Range(45, 15).Count(i => fit.Predict(features[i]) == labels[i]).ShouldBe(15);
    }

    [Fact]
    public void The_ridge_keeps_a_rare_feature_from_outweighing_a_common_one()
    {
        // The second feature tells one frame only; the first tells all but that one.
        double[][] features = [[-1, 0], [-1.1, 0], [-0.9, 0], [1, 0], [1.1, 0], [0.9, 0], [1, 0.1]];
        var fit = new RidgeLogistic(features, [0, 0, 0, 1, 1, 1, 0], 2, 0.1);

        fit.Predict([-1, 0]).ShouldBe(0);
        fit.Predict([1, 0]).ShouldBe(1);
    }

    [Fact]
    public void One_class_alone_is_always_the_answer() => new RidgeLogistic([[1.0], [2.0], [3.0]], [1, 1, 1], 2, 0.01).Predict([-50]).ShouldBe(1);
}
