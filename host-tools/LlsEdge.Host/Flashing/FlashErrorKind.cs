namespace LlsEdge.Host.Flashing;

/// <summary>
/// What keeps a board from being flashed.
/// </summary>
public enum FlashErrorKind
{
    /// <summary>What was asked for cannot be done to any board.</summary>
    BadRequest,

    /// <summary>nanoff is not there, does not start or is not known.</summary>
    NoTool,

    /// <summary>The firmware image cannot be had: no network, or the version does not exist.</summary>
    NoFirmware,

    /// <summary>The app's image is missing, damaged or too large.</summary>
    BadImage,

    /// <summary>The model is larger than the board's drive.</summary>
    ModelTooLarge,

    /// <summary>The port does not exist, is busy or may not be opened.</summary>
    Port,

    /// <summary>The board does not answer or refuses.</summary>
    Board,
}
