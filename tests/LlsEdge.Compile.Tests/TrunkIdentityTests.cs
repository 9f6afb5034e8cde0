using LlsEdge.Host.Compile;
using LlsEdge.Learning;
using LlsEdge.Vision;
using Shouldly;
using Xunit;
using static LlsEdge.Compile.Tests.TrunkModels;

namespace LlsEdge.Compile.Tests;

/// <summary>Compiled layers give the very activations, cell sums and saturations of interpreted ones.</summary>
public class TrunkIdentityTests
{
    [Theory]
    [InlineData(96, new[] { 16, 32, 48 }, DrawnWeights.Ternary, 4, 1)]
    [InlineData(96, new[] { 8, 16, 24, 64, 64 }, DrawnWeights.Ternary, 4, 1)]
    [InlineData(48, new[] { 8, 16, 32, 16 }, DrawnWeights.Ternary, 6, 2)]
    [InlineData(48, new[] { 8, 16, 32 }, DrawnWeights.EightBits, 7, 2)]
    [InlineData(24, new[] { 8, 16, 12 }, DrawnWeights.EightBits, 4, 3)]
    [InlineData(24, new[] { 16, 16, 16 }, DrawnWeights.Largest, 4, 1)]
    [InlineData(24, new[] { 16, 16, 16 }, DrawnWeights.Smallest, 4, 1)]
    [InlineData(24, new[] { 16, 16, 16 }, DrawnWeights.Alternating, 4, 1)]
    [InlineData(24, new[] { 16, 16 }, DrawnWeights.Alternating, 7, 1)]
    [InlineData(12, new[] { 8, 64 }, DrawnWeights.Ternary, 4, 1)]
    [InlineData(20, new[] { 8, 8 }, DrawnWeights.Ternary, 4, 1)]
    [InlineData(28, new[] { 8, 8 }, DrawnWeights.Ternary, 3, 1)]
    public void EveryActivationIsTheInterpretedOne(int input, int[] channels, DrawnWeights weights, int bits, int downsample)
    {
        Model model = Build(input, channels, weights, 3, bits, downsample);
        TrunkSources sources = TrunkCompiler.Compile(model, "Test", null, "test");
        Compare(model, CompiledSources.Load(sources), 12);
    }

    internal static void Compare(Model model, CompiledTrunk trunk, int frames)
    {
        int count = trunk.LayerCount;
        var maps = new ActivationMap[count + 1];
        maps[0] = new ActivationMap(1, model.InputSize, model.Layers[0].Padding);
        for (int i = 0; i < count; i++)
        {
            maps[i + 1] = new ActivationMap(model.Layers[i].OutputChannels, model.Layers[i].OutputSize, i + 1 < count ? model.Layers[i + 1].Padding : 0);
        }

        var output = new ActivationMap(maps[count].Channels, maps[count].Size, 1);
        int[] sums = new int[TrunkRunner.CountSums(model, count)];
        var runner = new TrunkRunner(trunk, model, output, sums, new int[FramePlane.TableLength]);
        var input = new FrameInput(model.FrameSize, model.DownsampleFactor, model.InputExponent);
        var forward = new ConvolutionForward(model.Layers.Max(layer => layer.WeightsPerChannel));
        int active = 0;
        for (int f = 0; f < frames; f++)
        {
            byte[] frame = Frame(model.FrameSize, f);
            input.Fill(frame, maps[0]);
            int saturations = 0;
            for (int i = 0; i < count; i++)
            {
                saturations += forward.Run(model.Layers[i], maps[i], maps[i + 1]);
            }

            runner.Run(frame);
            runner.Saturations.ShouldBe(saturations, $"frame {f}");
            Plain(output).ShouldBe(Plain(maps[count]), $"frame {f}");
            active += Plain(output).Count(value => value > 0);
            foreach (ReadoutTap tap in model.Readout.Taps.Where(tap => tap.Layer < count))
            {
                int[] expected = new int[model.Layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid];
                LatentPool.Sum(maps[tap.Layer + 1], tap.Grid, expected);
                ReadoutTap? finer = model.Readout.Taps.TakeWhile(other => other != tap).LastOrDefault(other => other.Layer == tap.Layer);
                if (tap.Grid == 1 && finer is not null)
                {
                    // As the learner does it.
                    int cells = finer.Grid * finer.Grid;
                    LatentPool.Merge(sums, runner.FindSums(tap.Layer, finer.Grid), expected.Length, cells);
                }

                int first = runner.FindSums(tap.Layer, finer is null ? tap.Grid : finer.Grid);
                sums[first..(first + expected.Length)].ShouldBe(expected, $"frame {f}, layer {tap.Layer}, grid {tap.Grid}");
            }
        }

        // Nothing to compare would prove nothing.
        active.ShouldBeGreaterThan(0);
    }

    private static sbyte[] Plain(ActivationMap map) =>
    [
        .. from c in Enumerable.Range(0, map.Channels)
           from y in Enumerable.Range(0, map.Size)
           from x in Enumerable.Range(0, map.Size)
           select map.Values[(c * map.PlaneLength) + ((y + map.Border) * map.RowLength) + x + map.Border],
    ];
}
