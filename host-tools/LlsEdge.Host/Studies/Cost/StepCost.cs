using System.Text.Json.Nodes;

namespace LlsEdge.Host.Studies.Cost;

/// <summary>
/// What one training step of one frame costs, in multiply-accumulates. Back-propagation and LLS share the forward pass and the weight update of the layers
/// that learn; they differ in where a layer's error comes from.
/// </summary>
/// <param name="Forward">All layers and the head.</param>
/// <param name="SignalBp">Back-propagation's error of every learning layer's output: the products with the transposed weights of the layer above, down to
/// the first learning layer.</param>
/// <param name="SignalLls">The local rule's two passes over its basis, 2nC a layer.</param>
/// <param name="SignalLlsFull">The same with ‖z‖ and the projection onto the sphere, 2nC + 3n a layer.</param>
/// <param name="Update">Weight update of the learning layers and the head, position by position.</param>
/// <param name="UpdateMultiplications">The same where the error is constant inside a pool cell: inputs are summed where the output is active, and multiplied
/// once a cell and weight.</param>
public sealed record StepCost(long Forward, long SignalBp, long SignalLls, long SignalLlsFull, long Update, long UpdateMultiplications)
{
    /// <summary>Gets back-propagation's signal over the local rule's, as the paper counts both: MACs.</summary>
    public double SignalRatio => (double)SignalBp / SignalLls;

    /// <summary>Gets the whole steps' ratio in MACs.</summary>
    public double StepRatio => (double)(Forward + SignalBp + Update) / (Forward + SignalLlsFull + Update);

    /// <summary>Gets the whole steps' ratio in multiplications, the local rule's update being sums and one product a cell and weight.</summary>
    public double StepRatioMultiplications => (double)(Forward + SignalBp + Update) / (Forward + SignalLlsFull + UpdateMultiplications);

    /// <summary>Counts.</summary>
    /// <param name="model">The network.</param>
    /// <returns>The costs.</returns>
    public static StepCost Of(CostModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        long head = (long)model.HeadInputs * model.Classes;
        CostShape[] learning = [.. model.Layers.Skip(model.FirstLearning)];
        return new StepCost(
            Forward: model.Layers.Sum(layer => layer.Forward) + head,
            SignalBp: learning.Length == 0 ? 0 : learning.Skip(1).Sum(layer => layer.Forward) + head,
            SignalLls: learning.Sum(layer => 2 * layer.Latent * model.Classes),
            SignalLlsFull: learning.Sum(layer => (2 * layer.Latent * model.Classes) + (3 * layer.Latent)),
            Update: learning.Sum(layer => layer.Forward) + head,
            UpdateMultiplications: learning.Sum(layer => layer.UpdateMultiplications) + head);
    }

    /// <summary>Writes the counts as a row.</summary>
    /// <param name="model">The network's name.</param>
    /// <returns>The row.</returns>
    public JsonObject ToRow(string model) => new()
    {
        ["model"] = model,
        ["forward"] = Forward,
        ["signalBp"] = SignalBp,
        ["signalLls"] = SignalLls,
        ["signalLlsFull"] = SignalLlsFull,
        ["update"] = Update,
        ["updateMultiplications"] = UpdateMultiplications,
        ["signalRatio"] = SignalRatio,
        ["stepRatio"] = StepRatio,
        ["stepRatioMultiplications"] = StepRatioMultiplications,
    };
}
