namespace LlsEdge.Host.Training;

/// <summary>
/// Which changes of view, lens, light and sensor a factory model should not care about. Every frame draws its own strength, evenly from nothing to the
/// named limit.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Gets the options that change nothing.</summary>
    public static AugmentationOptions None { get; } = new() { Mirror = false, Rotation = 0, Scale = 0, Shift = 0, Noise = 0 };

    /// <summary>Gets the options for cameras that are not those of the photographs: turned, defocused, dark, noisy.</summary>
    public static AugmentationOptions OtherCameras { get; } = new()
    {
        Rotation = 12,
        Scale = 0.2,
        Shift = 0.1,
        Blur = 1.2,
        Gamma = 0.35,
        Darkness = 0.6,
        Vignetting = 0.5,
        Noise = 8,
    };

    /// <summary>Mirrors every second frame.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Largest rotation in degrees.</summary>
    public double Rotation { get; init; } = 5;

    /// <summary>Largest change of scale, as a fraction.</summary>
    public double Scale { get; init; } = 0.1;

    /// <summary>Largest shift, as a fraction of the frame.</summary>
    public double Shift { get; init; } = 0.06;

    /// <summary>Largest standard deviation of the blur in pixels; half of the frames are not blurred.</summary>
    public double Blur { get; init; }

    /// <summary>Largest change of gamma: gray is raised to a power between e⁻ᴳ and eᴳ.</summary>
    public double Gamma { get; init; }

    /// <summary>Largest loss of light, as a fraction; what is left also has that much less contrast against the noise.</summary>
    public double Darkness { get; init; }

    /// <summary>Largest loss of light in the corners, as a fraction; it grows with the square of the distance from the centre.</summary>
    public double Vignetting { get; init; }

    /// <summary>Largest standard deviation of added noise, in gray levels.</summary>
    public double Noise { get; init; } = 6;

    /// <summary>Largest side of a gray square that hides a part of every second frame, as a fraction of the frame.</summary>
    public double Cutout { get; init; }
}
