using System.Text.Json.Nodes;
using LlsEdge.Host.Training.Association;

namespace LlsEdge.Host.Studies.Association;

/// <summary>Teaches a task by every rule, from the same weights and in the same order, and attacks what they made.</summary>
/// <param name="Task">The task.</param>
/// <param name="Seed">The seed of weights, order, folds and noise.</param>
public sealed record TwoClassTrial(TwoClassTask Task, int Seed)
{
    // As elsewhere in this project: rates follow half a cosine from 1 down to this share.
    private const double LastShare = 0.05;

    /// <summary>Runs all rules and attacks.</summary>
    /// <param name="cancellation">Stops between examples.</param>
    /// <returns>A row for each rule, attack and ε: the share of test examples answered rightly.</returns>
    public IReadOnlyList<JsonObject> Run(CancellationToken cancellation)
    {
        Dictionary<(string Rule, string Attack, double Epsilon), int> right = [];
        int count = 0;
        foreach (ExampleSplit split in Task.Split(Seed))
        {
            DenseNetwork[] networks = [.. TwoClassRules.Names.Select(rule => Teach(rule, split, cancellation))];
            for (int r = 0; r < networks.Length; r++)
            {
                // Examples made against the other one of the two that are compared; against back-propagation for all others.
                DenseNetwork other = networks[r == TwoClassRules.BpIndex ? TwoClassRules.AssociationIndex : TwoClassRules.BpIndex];
                Test(TwoClassRules.Names[r], networks[r], other, split, right, cancellation);
            }

            count += split.TestLabels.Length;
        }

        return
        [
            .. right.Select(entry => new JsonObject
            {
                ["task"] = Task.Name,
                ["rule"] = entry.Key.Rule,
                ["attack"] = entry.Key.Attack,
                ["epsilon"] = entry.Key.Epsilon,
                ["seed"] = Seed,
                ["accuracy"] = (double)entry.Value / count,
            }),
        ];
    }

    private DenseNetwork Teach(string rule, ExampleSplit split, CancellationToken cancellation)
    {
        var network = new DenseNetwork(split.TrainInputs[0].Length, Task.Hidden, Seed);
        Action<double[], int, double> learn = TwoClassRules.Create(rule, network, Task);
        int[] order = [.. Enumerable.Range(0, split.TrainLabels.Length)];
        var random = new Random(Seed);
        for (int epoch = 0; epoch < Task.Epochs; epoch++)
        {
            random.Shuffle(order);
            for (int n = 0; n < order.Length; n++)
            {
                cancellation.ThrowIfCancellationRequested();
                double done = (epoch + ((double)n / order.Length)) / Task.Epochs;
                double share = LastShare + ((1 - LastShare) * 0.5 * (1 + Math.Cos(Math.PI * done)));
                learn(split.TrainInputs[order[n]], split.TrainLabels[order[n]], share);
            }
        }

        return network;
    }

    private void Test(
        string rule,
        DenseNetwork network,
        DenseNetwork other,
        ExampleSplit split,
        Dictionary<(string, string, double), int> right,
        CancellationToken cancellation)
    {
        var random = new Random(Seed);
        for (int i = 0; i < split.TestLabels.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] input = split.TestInputs[i];
            int label = split.TestLabels[i];
            void Count(string attack, double epsilon, bool isRight)
            {
                (string, string, double) key = (rule, attack, epsilon);
                right[key] = right.GetValueOrDefault(key) + (isRight ? 1 : 0);
            }

            bool Try(string attack, double epsilon, double[] attacked)
            {
                bool isRight = network.Predict(attacked) == label;
                Count(attack, epsilon, isRight);
                return isRight;
            }

            bool clean = Try(Attacks.None, 0, input);
            foreach (double epsilon in Task.Epsilons)
            {
                bool stands = clean;
                stands &= Try(Attacks.Fgsm, epsilon, Task.Attack.Once(network, input, label, epsilon));
                stands &= Try(Attacks.Iterated, epsilon, Task.Attack.Repeat(network, input, label, epsilon, Attacks.Steps));
                stands &= Try(Attacks.Transfer, epsilon, Task.Attack.Once(other, input, label, epsilon));
                Try(Attacks.Noise, epsilon, Task.Attack.Noise(input, epsilon, random));
                Count(Attacks.Worst, epsilon, stands);
            }
        }
    }
}
