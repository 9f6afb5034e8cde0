using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>
/// What a frame's bare pixels are worth to the very readout that the board has: 12×12 box averages of the standardised frame in the place of the layers'
/// latents, everything else the same — standardised by the
/// factory set, minus the camera's running mean, learnt in one pass and in order. A network that does not beat it has shown nothing.
/// </summary>
public sealed class PixelBaseline
{
    private const int Grid = 12;

    // Pixels in 1/64 of a frame's deviation.
    private const double Scale = 64;

    private readonly Readout _readout;
    private int _step;

    /// <summary>Measures the pixels of the factory set.</summary>
    /// <param name="factory">The frames that standardise the pixels.</param>
    /// <param name="rate">The readout's learning rate on the board.</param>
    public PixelBaseline(ImageSet factory, double rate)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _readout = new Readout([], Grid * Grid, factory.ClassNames.Count) { Learns = true, TracksCamera = true };
        ModelBuilder.SetRate(_readout, rate);
        int[][] pixels = [.. Enumerable.Range(0, factory.Count).Select(i => Pixels(factory.GetFrame(i), factory.Size))];
        for (int j = 0; j < Grid * Grid; j++)
        {
            double mean = pixels.Average(p => p[j]);
            double deviation = Math.Sqrt(pixels.Average(p => (p[j] - mean) * (p[j] - mean)));
            _readout.Mean[j] = (int)Math.Round(16 * mean);
            _readout.InverseDeviation[j] = (int)Math.Round((1 << 20) / (16 * Math.Max(1, deviation)));
        }
    }

    /// <summary>Teaches the frames of a set, in order.</summary>
    /// <param name="set">The frames.</param>
    public void Teach(ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        for (int i = 0; i < set.Count; i++)
        {
            Predict(set, i);
            _readout.Learn(set.GetLabel(i), 1, ++_step, 0);
        }
    }

    /// <summary>Measures the baseline.</summary>
    /// <param name="set">Frames that were not taught.</param>
    /// <returns>Share of right answers, 0 to 1.</returns>
    public double Accuracy(ImageSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Enumerable.Range(0, set.Count).Count(i => Predict(set, i) == set.GetLabel(i)) / (double)set.Count;
    }

    private int Predict(ImageSet set, int index)
    {
        _readout.Standardise(Pixels(set.GetFrame(index), set.Size), 0, 0, Grid * Grid);
        return _readout.Predict();
    }

    private static int[] Pixels(byte[] frame, int size)
    {
        double[] pixels = new double[Grid * Grid];
        int[] counts = new int[pixels.Length];
        for (int i = 0; i < frame.Length; i++)
        {
            int cell = (i / size * Grid / size * Grid) + (i % size * Grid / size);
            pixels[cell] += frame[i];
            counts[cell]++;
        }

        for (int j = 0; j < pixels.Length; j++)
        {
            pixels[j] /= counts[j];
        }

        double mean = pixels.Average();
        double deviation = Math.Sqrt(pixels.Average(p => (p - mean) * (p - mean))) + 1;
        return [.. pixels.Select(p => (int)Math.Round((p - mean) / deviation * Scale))];
    }
}
