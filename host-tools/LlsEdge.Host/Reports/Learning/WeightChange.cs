using LlsEdge.Learning;

namespace LlsEdge.Host.Reports.Learning;

/// <summary>Weights of a layer or of the readout: how they are spread, and what teaching did to them.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Limit">The largest size a weight can have.</param>
/// <param name="Scale">What a weight is to be divided by to get its value.</param>
/// <param name="Learns">Whether the board teaches it.</param>
/// <param name="Values">The weights.</param>
/// <param name="ValuesBefore">The weights before, in the same order; null without a model to compare with.</param>
public sealed record WeightChange(
    string Name, int Limit, double Scale, bool Learns, IReadOnlyList<int> Values, IReadOnlyList<int>? ValuesBefore)
{
    /// <summary>Gets the share of weights that are zero.</summary>
    public double Zeros => Share(value => value == 0);

    /// <summary>Gets the share of weights that are as large as they can be.</summary>
    public double AtLimit => Share(value => Math.Abs(value) >= Limit);

    /// <summary>Gets how many weights differ from before; null without a model to compare with.</summary>
    public int? Changed => ValuesBefore is null ? null : Values.Zip(ValuesBefore).Count(pair => pair.First != pair.Second);

    /// <summary>Gets the mean size of the change, of all weights, as values; null without a model to compare with.</summary>
    public double? MeanChange => ValuesBefore is null || Values.Count == 0
        ? null
        : Values.Zip(ValuesBefore).Average(pair => Math.Abs(pair.First - pair.Second)) / Scale;

    /// <summary>Gets by how much the weights that changed did so; none without a model to compare with.</summary>
    public IReadOnlyList<int> Changes => [.. Values.Zip(ValuesBefore ?? []).Select(pair => pair.First - pair.Second).Where(change => change != 0)];

    /// <summary>Reads the weights of a model's layers, then its readout's.</summary>
    /// <param name="model">The model; layers whose weights are code are left out.</param>
    /// <param name="before">The model before; compared only if it has the same shape.</param>
    public static IReadOnlyList<WeightChange> Of(Model model, Model? before)
    {
        ArgumentNullException.ThrowIfNull(model);
        bool isComparable = before is not null && HaveSameShape(model, before);
        List<WeightChange> changes = [];
        for (int i = 0; i < model.Layers.Length; i++)
        {
            ConvolutionLayer layer = model.Layers[i];
            if (!layer.IsCompiled)
            {
                sbyte[]? was = isComparable ? before!.Layers[i].Weights : null;
                changes.Add(new WeightChange(
                    $"Layer {i + 1}", layer.WeightLimit, 1 << layer.WeightExponent, layer.Learns, Widen(layer.Weights), was is null ? null : Widen(was)));
            }
        }

        const int ReadoutLimit = short.MaxValue;
        const double ReadoutScale = 1 << 12;
        changes.Add(new WeightChange(
            "Readout",
            ReadoutLimit,
            ReadoutScale,
            model.Readout.Learns,
            [.. model.Readout.Weights.Select(weight => (int)weight)],
            isComparable ? [.. before!.Readout.Weights.Select(weight => (int)weight)] : null));
        return changes;
    }

    private static bool HaveSameShape(Model a, Model b) =>
        a.Layers.Length == b.Layers.Length
        && a.Readout.Weights.Length == b.Readout.Weights.Length
        && a.Layers.Zip(b.Layers).All(pair => pair.First.Weights?.Length == pair.Second.Weights?.Length);

    private static int[] Widen(sbyte[] weights) => [.. weights.Select(weight => (int)weight)];

    private double Share(Func<int, bool> holds) => Values.Count == 0 ? 0 : Values.Count(holds) / (double)Values.Count;
}
