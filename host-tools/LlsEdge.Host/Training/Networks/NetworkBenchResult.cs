namespace LlsEdge.Host.Training.Networks;

/// <summary>How fast a network trained.</summary>
public sealed record NetworkBenchResult
{
    /// <summary>Training images a second, pass by pass.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>Processor time over time: below the number of threads where they wait, for each other or because the machine does other things too.</summary>
    public required double CoresUsed { get; init; }

    /// <summary>Floating-point operations that one image needs by definition, two a product: an algorithm that saves some is not charged less.</summary>
    public required long FlopsPerImage { get; init; }

    /// <summary>The mean time of a step by stage, input side first.</summary>
    public required IReadOnlyList<NetworkBenchStage> Stages { get; init; }

    /// <summary>Milliseconds of the optimiser in a step.</summary>
    public required double UpdateMs { get; init; }

    /// <summary>Training images a second: the median pass.</summary>
    public double ImagesPerSecond => Median(Rates);

    /// <summary>Training images a second in the fastest pass.</summary>
    public double FastestImagesPerSecond => Rates.Max();

    /// <summary>Thousand million floating-point operations a second, in the median pass.</summary>
    public double Gflops => ImagesPerSecond * FlopsPerImage / 1e9;

    private static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}

/// <summary>Where the time of a step goes at one stage, in milliseconds.</summary>
/// <param name="Name">What the stage is.</param>
/// <param name="ForwardMs">Its output.</param>
/// <param name="ErrorMs">The error that a rule gives it, or the classifier's own.</param>
/// <param name="BackwardMs">Its gradients, and the error of the stage below where the rule wants it.</param>
public sealed record NetworkBenchStage(string Name, double ForwardMs, double ErrorMs, double BackwardMs);
