using LlsEdge.Host.Data;
using LlsEdge.Host.Scenes;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Scenes;

public class SceneSetTests
{
    [Fact]
    public void A_seed_gives_the_same_bits_on_every_machine()
    {
        // Frames of both kinds of place; a change of these numbers changes every figure that was measured on drawn scenes.
        uint crc = Crc(SceneSet.Factory(24, 1));
        crc.ShouldBe(0x79EA4963u, $"0x{crc:X8}");
    }

    [Fact]
    public void A_longer_set_begins_with_the_shorter_one()
    {
        ImageSet all = SceneSet.Factory(9, 5);
        Crc(SceneSet.Factory(4, 5)).ShouldBe(Crc(all.Slice(0, 4)));
    }

    [Fact]
    public void Seeds_differ()
    {
        Crc(SceneSet.Factory(2, 1)).ShouldNotBe(Crc(SceneSet.Factory(2, 2)));
    }

    [Fact]
    public void Classes_are_balanced_and_not_in_a_fixed_order()
    {
        ImageSet set = SceneSet.Factory(60, 3);

        set.ClassNames.ShouldBe(ClassNames.Person);
        DataSetInfo.Of(set).Classes.Select(c => c.Count).ShouldBe([30, 30]);
        Enumerable.Range(0, 30).Select(i => set.GetLabel(2 * i)).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Pixels_and_global_statistics_say_little_about_people()
    {
        ImageSet teach = SceneSet.Factory(1500, 11);
        ImageSet test = SceneSet.Factory(800, 12);

        double accuracy = LinearReadout.Accuracy(
            [.. teach.Frames.Select(LinearReadout.Features)], teach.Labels, [.. test.Frames.Select(LinearReadout.Features)], test.Labels, 0.1);

        accuracy.ShouldBeLessThan(0.65);
    }

    internal static uint Crc(ImageSet set)
    {
        int state = Crc32.Update(Crc32.Start, set.Labels.ToArray(), 0, set.Count);
        foreach (byte[] frame in set.Frames)
        {
            state = Crc32.Update(state, frame, 0, frame.Length);
        }

        return (uint)Crc32.Finish(state);
    }
}
