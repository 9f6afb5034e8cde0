using LlsEdge.Host.Training.Networks;

namespace LlsEdge.Cli.Bench;

/// <summary>What <c>bench --desk</c> measured.</summary>
internal sealed record DeskResult
{
    /// <summary>Gets the network's name.</summary>
    public required string Network { get; init; }

    /// <summary>Gets the frames of a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Gets how many threads trained.</summary>
    public required int Threads { get; init; }

    /// <summary>Gets the bits of the machine's widest vectors.</summary>
    public required int VectorBits { get; init; }

    /// <summary>Gets the most that so many threads can compute, in thousand million operations a second.</summary>
    public required double PeakGflops { get; init; }

    /// <summary>Gets what it trained on.</summary>
    public required string Data { get; init; }

    /// <summary>Gets the measurements.</summary>
    public required IReadOnlyList<DeskRule> Rules { get; init; }

    /// <summary>Gets back-propagation's images a second: the figure to hold against another trainer's.</summary>
    public double ImagesPerSecond => Rules[0].ImagesPerSecond;
}

/// <summary>How fast one rule trains.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="PeakGflops">The most that the threads can compute.</param>
/// <param name="Result">The measurement.</param>
internal sealed record DeskRule(
    string Rule, [property: System.Text.Json.Serialization.JsonIgnore] double PeakGflops, [property: System.Text.Json.Serialization.JsonIgnore] NetworkBenchResult Result)
{
    /// <summary>Gets the images a second in the median pass.</summary>
    public double ImagesPerSecond => Result.ImagesPerSecond;

    /// <summary>Gets the images a second in the fastest pass.</summary>
    public double FastestImagesPerSecond => Result.FastestImagesPerSecond;

    /// <summary>Gets the images a second of every pass.</summary>
    public IReadOnlyList<double> Passes => Result.Rates;

    /// <summary>Gets processor time over time: below the number of threads on a machine that does other things too.</summary>
    public double CoresUsed => Result.CoresUsed;

    /// <summary>Gets the operations that an image needs by definition.</summary>
    public long FlopsPerImage => Result.FlopsPerImage;

    /// <summary>Gets thousand million operations a second.</summary>
    public double Gflops => Result.Gflops;

    /// <summary>Gets the share of the peak that this is.</summary>
    public double OfPeak => Gflops / PeakGflops;

    /// <summary>Gets where the time of a step goes.</summary>
    public IReadOnlyList<NetworkBenchStage> Stages => Result.Stages;

    /// <summary>Gets the optimiser's milliseconds in a step.</summary>
    public double UpdateMs => Result.UpdateMs;
}
