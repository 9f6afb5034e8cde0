namespace LlsEdge.Host.Rules;

/// <summary>What the local rule computes for one frame.</summary>
public sealed class LlsResult
{
    /// <summary>z.</summary>
    public required double[] Latent { get; init; }

    /// <summary>s, before the division by T.</summary>
    public required double[] Scores { get; init; }

    /// <summary>p.</summary>
    public required double[] Probabilities { get; init; }

    /// <summary>The local cross-entropy.</summary>
    public required double Loss { get; init; }

    /// <summary>dh, [channel][y][x].</summary>
    public required double[] ActivationGradient { get; init; }

    /// <summary>dm or dM, row by row; empty for plain LLS.</summary>
    public required double[] ModulationGradient { get; init; }

    /// <summary>dB as rows, for local classifiers that learn it.</summary>
    public required double[][] BasisGradient { get; init; }
}
