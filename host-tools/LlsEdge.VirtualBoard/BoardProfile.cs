using LlsEdge.VirtualBoard.Metering;

namespace LlsEdge.VirtualBoard;

/// <summary>A board as far as its speed goes. The profiles are those of <c>board-model.json</c>.</summary>
public sealed record BoardProfile
{
    /// <summary>Gets all profiles.</summary>
    public static IReadOnlyList<BoardProfile> All => BoardModel.Default.Profiles;

    /// <summary>Gets the first profile: an ESP32 at 240 MHz.</summary>
    public static BoardProfile Default => All[0];

    /// <summary>Gets the profile's name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Gets what the profile stands for, and what is assumed in it.</summary>
    public required string Description { get; init; }

    /// <summary>Gets how many instructions the processor executes where the measured x86 executes one.</summary>
    public required double InstructionsPerX86 { get; init; }

    /// <summary>Gets the processor's clock.</summary>
    public required double Megahertz { get; init; }

    /// <summary>Gets the cycles an instruction takes, nominally.</summary>
    public required double NominalCyclesPerInstruction { get; init; }

    /// <summary>Gets the cycles an instruction takes at worst.</summary>
    public required double PessimisticCyclesPerInstruction { get; init; }

    /// <summary>Finds a profile.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The profile, or null if there is none of this name.</returns>
    public static BoardProfile? Find(string name) => All.FirstOrDefault(profile => profile.Name == name);

    /// <summary>Predicts the time that instructions take.</summary>
    /// <param name="instructions">How many.</param>
    /// <returns>Milliseconds at the nominal cycles per instruction.</returns>
    public double NominalMilliseconds(double instructions) => instructions * NominalCyclesPerInstruction / (Megahertz * 1000);

    /// <summary>Predicts the longest time that instructions take.</summary>
    /// <param name="instructions">How many.</param>
    /// <returns>Milliseconds at the pessimistic cycles per instruction.</returns>
    public double PessimisticMilliseconds(double instructions) => instructions * PessimisticCyclesPerInstruction / (Megahertz * 1000);
}
