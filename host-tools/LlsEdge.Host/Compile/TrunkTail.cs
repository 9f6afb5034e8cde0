using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Compile;

/// <summary>Takes a model's trunk out of its file, and puts it back.</summary>
public static class TrunkTail
{
    /// <summary>Gives the model whose leading layers are a compiled trunk's.</summary>
    /// <param name="model">The complete model.</param>
    /// <param name="layerCount">How many layers the trunk has.</param>
    /// <returns>The tail; the complete model is not changed.</returns>
    public static Model Cut(Model model, int layerCount)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model tail = ModelFile.Parse(ModelFile.ToBytes(model), model.GetName());
        tail.TrunkHash = [TrunkHash.Of(model, layerCount)];
        foreach (ConvolutionLayer layer in tail.Layers.Take(layerCount))
        {
            layer.IsCompiled = true;
            layer.Weights = null!;
            layer.Bias = null!;
        }

        return tail;
    }

    /// <summary>Gives a tail its trunk back, for instance to examine on the desk what a board has learnt.</summary>
    /// <param name="tail">The tail.</param>
    /// <param name="complete">A complete model with the same trunk.</param>
    /// <returns>The complete model that the tail is of.</returns>
    /// <exception cref="ModelException">The trunks differ.</exception>
    public static Model Join(Model tail, Model complete)
    {
        ArgumentNullException.ThrowIfNull(tail);
        ArgumentNullException.ThrowIfNull(complete);
        int count = tail.TrunkLayerCount;
        if (count == 0)
        {
            return tail;
        }

        if (count > complete.Layers.Length || complete.TrunkHash is not null || TrunkHash.Of(complete, count) != tail.TrunkHash[0])
        {
            throw new ModelException($"{complete.GetName()} does not have the trunk {tail.TrunkHash[0]:x8}: give the complete model that the trunk was compiled from.");
        }

        Model joined = ModelFile.Parse(ModelFile.ToBytes(tail), tail.GetName());
        joined.TrunkHash = null!;
        for (int i = 0; i < count; i++)
        {
            joined.Layers[i].IsCompiled = false;
            joined.Layers[i].Weights = complete.Layers[i].Weights;
            joined.Layers[i].Bias = complete.Layers[i].Bias;
        }

        return joined;
    }
}
