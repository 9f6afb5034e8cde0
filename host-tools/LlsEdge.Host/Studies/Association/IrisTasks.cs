using LlsEdge.Host.Training.Association;

namespace LlsEdge.Host.Studies.Association;

/// <summary>Questions about Fisher's iris flowers, cross-validated in folds. Inputs have mean 0 and deviation 1 over a fold's training flowers.</summary>
public static class IrisTasks
{
    private const int Folds = 5;
    private const int Rest = -1;
    private static readonly (string Name, int Zero, int One)[] s_questions =
        [("iris-setosa", Rest, 0), ("iris-versicolor", Rest, 1), ("iris-versicolor-virginica", 1, 2)];

    /// <summary>Gets the tasks' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_questions.Select(question => question.Name)];

    /// <summary>Makes the tasks: a species against the rest (one that a plane separates, one that none does), and the two that are alike.</summary>
    /// <param name="lengths">Four lengths a flower.</param>
    /// <param name="species">0, 1 or 2 for each.</param>
    /// <param name="epochs">Passes.</param>
    /// <returns>The tasks, in the order of their names.</returns>
    public static IReadOnlyList<TwoClassTask> Create(double[][] lengths, int[] species, int epochs)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentNullException.ThrowIfNull(species);
        return
        [
            .. s_questions.Select(question =>
            {
                int[] chosen =
                [
                    .. Enumerable.Range(0, species.Length)
                        .Where(i => question.Zero == Rest || species[i] == question.Zero || species[i] == question.One),
                ];
                return new TwoClassTask
                {
                    Name = question.Name,
                    Family = "IRIS",
                    Split = seed => Split(lengths, species, chosen, question.One, seed),
                    Source = FormattableString.Invariant($"{chosen.Length} flowers {chosen.Sum(i => lengths[i].Sum())} {Folds}"),
                    Steps = epochs * chosen.Length * (Folds - 1),
                    Hidden = 20,
                    Epochs = epochs,
                    BpRate = 0.3,
                    FrozenRate = 0.3,
                    Association = new AssociationRates(Hidden: 1, Output: 0.3),
                    Epsilons = [0.1, 0.2, 0.4, 0.6],
                    Attack = new SignAttack(double.NegativeInfinity, double.PositiveInfinity),
                };
            }),
        ];
    }

    // Each species is dealt out to the folds in turn, in an order of the seed's.
    private static List<ExampleSplit> Split(double[][] lengths, int[] species, int[] chosen, int one, int seed)
    {
        int[] order = [.. chosen];
        new Random(seed).Shuffle(order);
        order = [.. order.OrderBy(i => species[i])];
        List<ExampleSplit> splits = [];
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] train = [.. order.Where((_, n) => n % Folds != fold)];
            int[] test = [.. order.Where((_, n) => n % Folds == fold)];
            double[] mean = [.. lengths[0].Select((_, j) => train.Average(i => lengths[i][j]))];
            double[] deviation = [.. mean.Select((m, j) => Math.Sqrt(train.Average(i => (lengths[i][j] - m) * (lengths[i][j] - m))))];
            double[][] Inputs(int[] flowers) => [.. flowers.Select(i => lengths[i].Select((length, j) => (length - mean[j]) / deviation[j]).ToArray())];
            int[] Labels(int[] flowers) => [.. flowers.Select(i => species[i] == one ? 1 : 0)];
            splits.Add(new ExampleSplit(Inputs(train), Labels(train), Inputs(test), Labels(test)));
        }

        return splits;
    }
}
