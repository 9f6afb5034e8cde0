using LlsEdge.Host.Data;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What the study of personalisation runs on.</summary>
public sealed record PersonaliseOptions
{
    /// <summary>The factory model's file.</summary>
    public required byte[] Factory { get; init; }

    /// <summary>Where the factory model comes from, for the report.</summary>
    public required string FactoryName { get; init; }

    /// <summary>The rooms.</summary>
    public required IReadOnlyList<Room> Rooms { get; init; }

    /// <summary>Frames of other cameras, to see what is forgotten; or null.</summary>
    public ImageSet? General { get; init; }

    /// <summary>How many seeds a method gets that draws anything.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Whether variations of rates are left out.</summary>
    public bool Quick { get; init; }
}
