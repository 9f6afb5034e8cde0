using LlsEdge.Host.Training.Association;

namespace LlsEdge.Host.Studies.Association;

/// <summary>What teaches the network with two hidden layers.</summary>
internal static class TwoClassRules
{
    /// <summary>Back-propagation of the cross-entropy.</summary>
    public const string Bp = "bp";

    /// <summary>The association rule.</summary>
    public const string Association = "association";

    /// <summary>The association rule without its timing: all neurons of the class learn, not the first only.</summary>
    public const string Untimed = "association-untimed";

    /// <summary>Hidden layers as they were drawn; the output neuron learns.</summary>
    public const string Frozen = "frozen";

    /// <summary>Gets all rules, in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Bp, Association, Untimed, Frozen];

    /// <summary>Gets where back-propagation stands in <see cref="Names"/>.</summary>
    public static int BpIndex => 0;

    /// <summary>Gets where the association rule stands in <see cref="Names"/>.</summary>
    public static int AssociationIndex => 1;

    /// <summary>Makes a rule.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="network">What it teaches.</param>
    /// <param name="task">Its rates.</param>
    /// <returns>Shows it one example: input, label, and what rates are multiplied by.</returns>
    public static Action<double[], int, double> Create(string name, DenseNetwork network, TwoClassTask task)
    {
        if (name == Bp)
        {
            return (input, label, share) => network.Descend(input, label, task.BpRate * share);
        }

        AssociationRates rates = name switch
        {
            Association => task.Association,
            Untimed => task.Association with { FirstShare = 1 },
            Frozen => new AssociationRates(0, task.FrozenRate),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such rule."),
        };
        var rule = new AssociationRule(network, rates);
        return (input, label, share) => rule.Learn(input, label, share);
    }
}
