using LlsEdge.Host.Training.Association;

namespace LlsEdge.Host.Studies.Association;

/// <summary>A question with two answers, and how networks are taught to answer it.</summary>
public sealed record TwoClassTask
{
    /// <summary>Its name in rows and on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Which tasks it shares a table with: those of the same inputs.</summary>
    public required string Family { get; init; }

    /// <summary>Gives the examples; several splits are folds, whose test examples count together.</summary>
    public required Func<int, IReadOnlyList<ExampleSplit>> Split { get; init; }

    /// <summary>What the examples are, for the journal.</summary>
    public required string Source { get; init; }

    /// <summary>How many steps all splits and epochs are, about.</summary>
    public required double Steps { get; init; }

    /// <summary>Neurons in each of the two hidden layers.</summary>
    public required int Hidden { get; init; }

    /// <summary>Passes over the examples.</summary>
    public required int Epochs { get; init; }

    /// <summary>The rate of back-propagation.</summary>
    public required double BpRate { get; init; }

    /// <summary>The rate of the output neuron over hidden layers that stay as they were drawn.</summary>
    public required double FrozenRate { get; init; }

    /// <summary>The constants of the association rule.</summary>
    public required AssociationRates Association { get; init; }

    /// <summary>How far attacks go, in units of the inputs, from little to much.</summary>
    public required IReadOnlyList<double> Epsilons { get; init; }

    /// <summary>The range that attacked inputs stay in.</summary>
    public required SignAttack Attack { get; init; }

    /// <summary>Gets everything that its rows depend on.</summary>
    internal string Settings => FormattableString.Invariant(
        $"{Name} {Source} {Steps} {Hidden} {Epochs} {BpRate} {FrozenRate} {Association} {string.Join(' ', Epsilons)} {Attack}");
}
