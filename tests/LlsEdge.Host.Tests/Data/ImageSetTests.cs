using LlsEdge.Host.Data;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public class ImageSetTests
{
    private static readonly byte[][] s_frames = [[0, 0, 0, 0], [4, 4, 4, 4], [8, 8, 8, 8]];

    [Fact]
    public void Frames_are_shared_not_copied()
    {
        ImageSet set = new(2, s_frames, [0, 1, 0], ClassNames.Person, ["a", "b", "c"]);
        ImageSet part = set.Select([2, 1]);

        part.GetFrame(0).ShouldBeSameAs(s_frames[2]);
        part.Labels.ToArray().ShouldBe(new byte[] { 0, 1 });
        part.Names.ShouldBe(["c", "b"]);
        set.Slice(1, 2).GetFrame(0).ShouldBeSameAs(s_frames[1]);
    }

    [Fact]
    public void Info_counts_and_measures()
    {
        DataSetInfo info = DataSetInfo.Of(new ImageSet(2, s_frames, [0, 1, 0], ClassNames.Person));

        info.Classes.Select(c => c.Count).ShouldBe([2, 1]);
        info.Mean.ShouldBe(4);
        info.StandardDeviation.ShouldBe(Math.Sqrt(32.0 / 3), 1e-9);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        Should.Throw<DataException>(() => new ImageSet(2, s_frames, [0, 1], ClassNames.Person)).Message.ShouldContain("3 images, but 2 labels");
        Should.Throw<DataException>(() => new ImageSet(3, s_frames, [0, 1, 0], ClassNames.Person)).Message.ShouldContain("4 pixels instead of 3×3");
        Should.Throw<DataException>(() => new ImageSet(2, s_frames, [0, 2, 0], ClassNames.Person)).Message.ShouldContain("Label 2 of image 1");
    }
}
