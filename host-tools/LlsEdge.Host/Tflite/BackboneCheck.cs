using LlsEdge.Host.Models;
using LlsEdge.Host.Tflite.Reference;
using LlsEdge.Learning;

namespace LlsEdge.Host.Tflite;

/// <summary>Holds a model's backbone, as the board's kernels run it, against TensorFlow Lite's reference arithmetic.</summary>
public static class BackboneCheck
{
    private const int NoiseFrames = 3;
    private const int Seed = 1;

    /// <summary>Compares every map on frames of noise, and of one gray.</summary>
    /// <param name="model">A model with a backbone.</param>
    /// <returns>How many frames were compared.</returns>
    /// <exception cref="ModelException">A map differs, which is a fault of this program.</exception>
    public static int Run(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var random = new Random(Seed);
        for (int i = 0; i <= NoiseFrames; i++)
        {
            byte[] frame = new byte[model.FrameSize * model.FrameSize];
            if (i < NoiseFrames)
            {
                random.NextBytes(frame);
            }

            int at = ReferenceBackbone.FindDifference(model, frame);
            if (at >= 0)
            {
                throw new ModelException($"Operation {at} of the backbone of '{model.GetName()}' computes otherwise than its reference: please report "
                    + "it with the network's file.");
            }
        }

        return NoiseFrames + 1;
    }
}
