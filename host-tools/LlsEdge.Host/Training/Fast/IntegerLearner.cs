using System.Runtime.Intrinsics.X86;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Fast;

/// <summary>Chooses the fastest learner that this machine has; all of them end with the same bits.</summary>
public static class IntegerLearner
{
    /// <summary>Makes a learner.</summary>
    /// <param name="model">The model; the learner changes it.</param>
    /// <returns>The vectorised twin where the processor has AVX2 and the model no backbone, else the board's own.</returns>
    public static IIntegerLearner Create(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Avx2.IsSupported && model.Backbone is null ? new FastLearner(model) : new BoardLearner(model);
    }
}
