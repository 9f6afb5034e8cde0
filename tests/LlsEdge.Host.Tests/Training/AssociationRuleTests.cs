using LlsEdge.Host.Training.Association;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Training;

public class AssociationRuleTests
{
    private const double Close = 1e-6;
    private static readonly double[] s_input = [1, 0.5];

    [Fact]
    public void Weights_move_by_input_times_change_of_activity()
    {
        DenseNetwork network = ByHand();
        var rule = new AssociationRule(network, new AssociationRates(Hidden: 0.1, Output: 0.2, FirstShare: 0.5));

        rule.Learn(s_input, 1, 1);

        // σ(2), σ(1), σ(−1), σ(−2) are 0.880797, 0.731059, 0.268941, 0.119203. The first two fire more for class 1 than they did: they are its own.
        Enumerable.Range(0, 4).Select(i => rule.ClassOf(0, i)).ShouldBe([1, 1, 0, 0]);

        // The first of the class is made to fire, its other one is inhibited before the teacher comes, the other class's neurons are silenced.
        network.Layers[0].Bias.ToArray().ShouldBe([2 + 0.0119203, 1, -1 - 0.0268941, -2 - 0.0119203], Close);
        network.Layers[0].Weights.ToArray().ShouldBe([0.0119203, 0.0059601, 0, 0, -0.0268941, -0.0134471, -0.0119203, -0.0059601], Close);

        // The second layer's inputs are the first one's activities. Its neurons were at σ(1), σ(−1), σ(0.5), σ(−0.5).
        Enumerable.Range(0, 4).Select(i => rule.ClassOf(1, i)).ShouldBe([1, 0, 1, 0]);
        network.Layers[1].Bias.ToArray().ShouldBe([1 + 0.0268941, -1 - 0.0268941, 0.5, -0.5 - 0.0377541], Close);
        network.Layers[1].Weights[..4].ToArray().ShouldBe([0.0236882, 0.0196612, 0.0072329, 0.0032059], Close);

        // The output neuron was at ½, the teacher makes it fire.
        network.Layers[2].Bias[0].ShouldBe(0.1, Close);
        network.Layers[2].Weights.ToArray().ShouldBe([0.0731059, 0.0268941, 0.0622459, 0.0377541], Close);
    }

    [Fact]
    public void Without_timing_all_neurons_of_the_class_are_made_to_fire()
    {
        DenseNetwork network = ByHand();

        new AssociationRule(network, new AssociationRates(0.1, 0.2, FirstShare: 1)).Learn(s_input, 1, 1);

        network.Layers[0].Bias[..2].ToArray().ShouldBe([2 + 0.0119203, 1 + 0.0268941], Close);
    }

    [Fact]
    public void A_neuron_changes_its_class_when_it_fires_more_for_the_other()
    {
        var rule = new AssociationRule(ByHand(), new AssociationRates(0.001, 0, FirstShare: 0.5, Trace: 0.1));
        rule.Learn(s_input, 1, 1);
        rule.ClassOf(0, 0).ShouldBe(1);

        // Now the same input means class 0, and its mean passes that of class 1.
        rule.Learn(s_input, 0, 1);
        rule.Learn(s_input, 0, 1);

        rule.ClassOf(0, 0).ShouldBe(0);
    }

    [Fact]
    public void Hidden_layers_do_not_depend_on_what_comes_after_them()
    {
        DenseNetwork one = new(2, 8, 3);
        DenseNetwork other = new(2, 8, 3);
        other.Layers[2].Weights.Fill(-7);
        other.Layers[2].Bias.Fill(4);
        foreach (DenseNetwork network in (DenseNetwork[])[one, other])
        {
            var rule = new AssociationRule(network, new AssociationRates(0.5, 0.5));
            for (int n = 0; n < 20; n++)
            {
                rule.Learn([n % 3, n % 5], n % 2, 1);
            }
        }

        other.Layers[0].Weights.ToArray().ShouldBe(one.Layers[0].Weights.ToArray());
        other.Layers[1].Weights.ToArray().ShouldBe(one.Layers[1].Weights.ToArray());
    }

    [Fact]
    public void Frozen_layers_stay_as_they_were_drawn()
    {
        DenseNetwork network = new(2, 8, 3);

        new AssociationRule(network, new AssociationRates(0, 0.5)).Learn(s_input, 1, 1);

        network.Layers[0].Weights.ToArray().ShouldBe(new DenseNetwork(2, 8, 3).Layers[0].Weights.ToArray());
        network.Layers[2].Weights.ToArray().ShouldNotBe(new DenseNetwork(2, 8, 3).Layers[2].Weights.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_learns_what_no_plane_separates(int seed)
    {
        DenseNetwork network = new(2, 30, seed);
        var rule = new AssociationRule(network, new AssociationRates(1, 0.3));
        for (int n = 0; n < 20_000; n++)
        {
            (double[] input, int label) = Corners(new Random(n));
            rule.Learn(input, label, 1);
        }

        int right = Enumerable.Range(100_000, 500).Count(n =>
        {
            (double[] input, int label) = Corners(new Random(n));
            return network.Predict(input) == label;
        });

        right.ShouldBeGreaterThan(475);
    }

    // Class 1 where the signs differ.
    private static (double[] Input, int Label) Corners(Random random)
    {
        int x = random.Next(2);
        int y = random.Next(2);
        return ([(2 * x) - 1 + (0.6 * (random.NextDouble() - 0.5)), (2 * y) - 1 + (0.6 * (random.NextDouble() - 0.5))], x ^ y);
    }

    // No weights, so that the drives are the biases.
    private static DenseNetwork ByHand()
    {
        DenseNetwork network = new(2, 4, 1);
        foreach (DenseLayer layer in network.Layers)
        {
            layer.Weights.Clear();
        }

        ((double[])[2, 1, -1, -2]).CopyTo(network.Layers[0].Bias);
        ((double[])[1, -1, 0.5, -0.5]).CopyTo(network.Layers[1].Bias);
        return network;
    }
}
