using LlsEdge.Host.Training.Association;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Training;

public class DenseNetworkTests
{
    private const int Inputs = 7;
    private const double Step = 1e-5;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_step_goes_down_the_losss_gradient(int label)
    {
        double[] input = Draw(1);
        DenseNetwork moved = new(Inputs, 5, 2);
        moved.Descend(input, label, 1);

        for (int l = 0; l < moved.Layers.Count; l++)
        {
            DenseNetwork network = new(Inputs, 5, 2);
            DenseLayer layer = network.Layers[l];
            for (int i = 0; i < layer.Weights.Length; i++)
            {
                double gradient = Slope(() => network.Loss(input, label), layer.Weights, i);
                (layer.Weights[i] - moved.Layers[l].Weights[i]).ShouldBe(gradient, 1e-8, $"layer {l} weight {i}");
            }

            for (int i = 0; i < layer.Bias.Length; i++)
            {
                double gradient = Slope(() => network.Loss(input, label), layer.Bias, i);
                (layer.Bias[i] - moved.Layers[l].Bias[i]).ShouldBe(gradient, 1e-8, $"layer {l} bias {i}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_inputs_gradient_is_the_losss(int label)
    {
        DenseNetwork network = new(Inputs, 5, 2);
        double[] input = Draw(1);
        double[] gradient = new double[Inputs];

        network.InputGradient(input, label, gradient);

        for (int j = 0; j < Inputs; j++)
        {
            gradient[j].ShouldBe(Slope(() => network.Loss(input, label), input, j), 1e-9);
        }
    }

    [Fact]
    public void The_loss_is_the_cross_entropy()
    {
        DenseNetwork network = new(Inputs, 5, 2);
        double p = network.Forward(Draw(1));

        network.Loss(Draw(1), 1).ShouldBe(-Math.Log(p), 1e-12);
        network.Loss(Draw(1), 0).ShouldBe(-Math.Log(1 - p), 1e-12);
    }

    [Fact]
    public void A_network_that_is_quite_sure_still_has_a_gradient()
    {
        DenseNetwork network = new(Inputs, 5, 2);
        network.Layers[0].Bias.Fill(60);
        network.Layers[2].Bias[0] = 60;
        double[] gradient = new double[Inputs];

        network.InputGradient(Draw(1), 1, gradient);

        network.Forward(Draw(1)).ShouldBe(1);
        gradient.ShouldAllBe(g => g != 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void An_attack_raises_the_loss_and_stays_within_its_bounds(int steps)
    {
        DenseNetwork network = new(Inputs, 5, 2);
        double[] input = Draw(1);

        double[] attacked = new SignAttack(0.2, 0.8).Repeat(network, input, 1, 0.1, steps);

        network.Loss(attacked, 1).ShouldBeGreaterThan(network.Loss(input, 1));
        for (int j = 0; j < Inputs; j++)
        {
            attacked[j].ShouldBeInRange(Math.Max(0.2, input[j] - 0.1 - 1e-12), Math.Min(0.8, input[j] + 0.1 + 1e-12));
        }
    }

    [Fact]
    public void One_step_goes_up_the_sign_of_the_gradient_of_finite_differences()
    {
        DenseNetwork network = new(Inputs, 5, 2);
        double[] input = Draw(1);

        double[] attacked = new SignAttack(-9, 9).Once(network, input, 0, 0.25);

        for (int j = 0; j < Inputs; j++)
        {
            attacked[j].ShouldBe(input[j] + (0.25 * Math.Sign(Slope(() => network.Loss(input, 0), input, j))), 1e-12);
        }
    }

    [Fact]
    public void Noise_has_the_same_length_in_each_input()
    {
        double[] input = Draw(1);

        double[] disturbed = new SignAttack(-9, 9).Noise(input, 0.25, new Random(4));

        double[] moves = [.. disturbed.Select((value, j) => Math.Round(value - input[j], 9))];
        moves.Distinct().Order().ShouldBe([-0.25, 0.25]);
    }

    private static double[] Draw(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Inputs).Select(_ => 0.25 + (0.5 * random.NextDouble()))];
    }

    private static double Slope(Func<double> loss, Span<double> values, int at)
    {
        double value = values[at];
        values[at] = value + Step;
        double above = loss();
        values[at] = value - Step;
        double below = loss();
        values[at] = value;
        return (above - below) / (2 * Step);
    }
}
