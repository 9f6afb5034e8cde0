namespace LlsEdge.Host.Flashing;

/// <summary>
/// What nanoff is run for.
/// </summary>
public enum NanoffTask
{
    /// <summary>Its version.</summary>
    Version,

    /// <summary>A list of firmware images.</summary>
    List,

    /// <summary>A firmware image on the board.</summary>
    Clr,

    /// <summary>The app on the board.</summary>
    App,
}
