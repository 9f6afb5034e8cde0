namespace LlsEdge.Host.Flashing;

/// <summary>
/// A board that the firmware can be built for.
/// </summary>
/// <param name="Profile">The name of its profile's file, without the extension.</param>
/// <param name="Name">What the profile calls it.</param>
/// <param name="Target">The firmware image that suits it.</param>
/// <param name="FlashMegabytes">The flash that it has at least.</param>
public sealed record FlashBoard(string Profile, string Name, string Target, int FlashMegabytes);
