namespace LlsEdge.Host.Studies.Association;

/// <summary>What is done to a test example before a network is asked.</summary>
internal static class Attacks
{
    /// <summary>Nothing.</summary>
    public const string None = "none";

    /// <summary>One step along the sign of the network's own gradient.</summary>
    public const string Fgsm = "fgsm";

    /// <summary><see cref="Steps"/> such steps within the same ε.</summary>
    public const string Iterated = "iterated";

    /// <summary>FGSM against a network that another rule made.</summary>
    public const string Transfer = "transfer";

    /// <summary>Random signs.</summary>
    public const string Noise = "noise";

    /// <summary>Whatever of all but the noise does the harm: right is only what stays right under each.</summary>
    public const string Worst = "worst";

    /// <summary>How many steps the iterated attack takes.</summary>
    public const int Steps = 10;

    /// <summary>Gets those with an ε, in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Fgsm, Iterated, Transfer, Worst, Noise];
}
