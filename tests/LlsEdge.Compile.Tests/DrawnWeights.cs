namespace LlsEdge.Compile.Tests;

/// <summary>How the weights of a drawn trunk are drawn.</summary>
public enum DrawnWeights
{
    /// <summary>Ternary, 57 % not zero, another power of two each channel.</summary>
    Ternary,

    /// <summary>Any of −127 … 127, small ones more often.</summary>
    EightBits,

    /// <summary>All at their positive limit.</summary>
    Largest,

    /// <summary>All at their negative limit.</summary>
    Smallest,

    /// <summary>Limits of both signs in turn.</summary>
    Alternating,
}
