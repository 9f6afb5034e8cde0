namespace LlsEdge.Host.Training.Association;

/// <summary>
/// Adversarial examples by the sign of the loss's gradient (FGSM, Goodfellow, Shlens and Szegedy 2015): x + ε·sign(∂loss/∂x), within the inputs' range.
/// </summary>
/// <param name="Low">The least value an input may have.</param>
/// <param name="High">The largest.</param>
public sealed record SignAttack(double Low, double High)
{
    /// <summary>One step of length ε.</summary>
    /// <param name="network">The network attacked.</param>
    /// <param name="input">x.</param>
    /// <param name="label">Its class.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>The attacked input.</returns>
    public double[] Once(DenseNetwork network, ReadOnlySpan<double> input, int label, double epsilon) => Repeat(network, input, label, epsilon, 1);

    /// <summary>Several steps that together lead no further than ε from the input (the basic iterative method): harder to escape than one.</summary>
    /// <param name="network">The network attacked.</param>
    /// <param name="input">x.</param>
    /// <param name="label">Its class.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="steps">How many steps; each is 2.5 ε/steps long, or ε if it is the only one.</param>
    /// <returns>The attacked input.</returns>
    public double[] Repeat(DenseNetwork network, ReadOnlySpan<double> input, int label, double epsilon, int steps)
    {
        ArgumentNullException.ThrowIfNull(network);
        double[] attacked = input.ToArray();
        double[] gradient = new double[attacked.Length];
        double length = steps == 1 ? epsilon : 2.5 * epsilon / steps;
        for (int s = 0; s < steps; s++)
        {
            network.InputGradient(attacked, label, gradient);
            for (int j = 0; j < attacked.Length; j++)
            {
                double moved = Math.Clamp(attacked[j] + (length * Math.Sign(gradient[j])), input[j] - epsilon, input[j] + epsilon);
                attacked[j] = Math.Clamp(moved, Low, High);
            }
        }

        return attacked;
    }

    /// <summary>A step of length ε in random directions: what the same amount of noise does without knowing the network.</summary>
    /// <param name="input">x.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="random">Where the signs come from.</param>
    /// <returns>The disturbed input.</returns>
    public double[] Noise(ReadOnlySpan<double> input, double epsilon, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double[] disturbed = input.ToArray();
        for (int j = 0; j < disturbed.Length; j++)
        {
            disturbed[j] = Math.Clamp(disturbed[j] + (random.Next(2) == 0 ? -epsilon : epsilon), Low, High);
        }

        return disturbed;
    }
}
