namespace LlsEdge.Host.Training.Float;

/// <summary>What a batch norm knows of each channel: where the first channel's values lie.</summary>
internal unsafe ref struct NormChannels
{
    /// <summary>y = scale·x + shift.</summary>
    public float* Scale;

    /// <summary>See <see cref="Scale"/>.</summary>
    public float* Shift;

    /// <summary>The mean of x.</summary>
    public float* Mean;

    /// <summary>The error of x is scale·e + factor·x + offset: it has no part along x …</summary>
    public float* Factor;

    /// <summary>… and no mean.</summary>
    public float* Offset;
}
