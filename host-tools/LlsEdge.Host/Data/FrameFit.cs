namespace LlsEdge.Host.Data;

/// <summary>How an image that is no square becomes a square frame.</summary>
public enum FrameFit
{
    /// <summary>The largest centred square is taken; what is beside it is lost.</summary>
    Crop,

    /// <summary>The whole image is shrunk evenly, with black bars beside it.</summary>
    Pad,

    /// <summary>The whole image is shrunk unevenly.</summary>
    Stretch,
}
