using LlsEdge.Host.Data;
using LlsEdge.Host.Training.Association;

namespace LlsEdge.Host.Studies.Association;

/// <summary>Questions about handwritten digits. Pixels are inputs from 0 to 1.</summary>
public static class DigitTasks
{
    private const string Prefix = "mnist-";
    private static readonly (int Zero, int One)[] s_pairs = [(0, 1), (4, 9), (3, 8)];

    /// <summary>Gets the tasks' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_pairs.Select(NameOf), Prefix + "odd"];

    /// <summary>Makes the tasks: pairs of digits, easy and alike, and all ten, even or odd.</summary>
    /// <param name="train">Digits to learn, labels 0 to 9.</param>
    /// <param name="test">Digits to test on.</param>
    /// <param name="mostToLearn">How many digits a task learns at most, the first of those that it is about.</param>
    /// <param name="mostToTest">How many it is tested on at most, likewise.</param>
    /// <param name="epochs">Passes.</param>
    /// <returns>The tasks, in the order of their names.</returns>
    public static IReadOnlyList<TwoClassTask> Create(ImageSet train, ImageSet test, int mostToLearn, int mostToTest, int epochs)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        TwoClassTask Task(string name, Func<int, int> answer)
        {
            (double[][] trainInputs, int[] trainLabels) = Take(train, answer, mostToLearn);
            (double[][] testInputs, int[] testLabels) = Take(test, answer, mostToTest);
            ExampleSplit split = new(trainInputs, trainLabels, testInputs, testLabels);
            return new TwoClassTask
            {
                Name = name,
                Family = "MNIST",
                Split = _ => [split],
                Source = $"{train.Source} {trainInputs.Length} {testInputs.Length}",
                Steps = epochs * trainInputs.Length,
                Hidden = 100,
                Epochs = epochs,
                BpRate = 0.5,
                FrozenRate = 3,
                Association = new AssociationRates(Hidden: 0.3, Output: 0.05),
                Epsilons = [0.05, 0.1, 0.2, 0.3],
                Attack = new SignAttack(0, 1),
            };
        }

        return
        [
            .. s_pairs.Select(pair => Task(NameOf(pair), digit => digit == pair.Zero ? 0 : digit == pair.One ? 1 : -1)),
            Task(Prefix + "odd", digit => digit % 2),
        ];
    }

    private static string NameOf((int Zero, int One) pair) => $"{Prefix}{pair.Zero}-{pair.One}";

    private static (double[][] Inputs, int[] Labels) Take(ImageSet set, Func<int, int> answer, int most)
    {
        int[] chosen = [.. Enumerable.Range(0, set.Count).Where(i => answer(set.GetLabel(i)) >= 0).Take(most)];
        if (chosen.Select(i => answer(set.GetLabel(i))).Distinct().Count() < 2)
        {
            throw new DataException("The set has no two kinds of digits that a task asks about", set.Source, "give MNIST's four IDX files");
        }

        return (
            [.. chosen.Select(i => set.GetFrame(i).Select(pixel => pixel / 255.0).ToArray())],
            [.. chosen.Select(i => answer(set.GetLabel(i)))]);
    }
}
