using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Tests.Tflite;
using LlsEdge.Host.Tflite;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Training;

public class FrozenReadoutTests
{
    [Fact]
    public void A_readout_of_a_drawn_backbone_learns_where_it_is_bright()
    {
        Model model = Build();
        ImageSet set = Draw(200, 1);

        new FrozenReadout(model, set) { Copies = 0 }.Run(cancellation: TestContext.Current.CancellationToken);

        Evaluation.Run(model, Draw(100, 2)).Accuracy.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void The_order_of_threads_does_not_matter()
    {
        byte[][] files = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            Model model = Build();
            new FrozenReadout(model, Draw(60, 1)) { Epochs = 3 }.Run(cancellation: TestContext.Current.CancellationToken);
            return ModelFile.ToBytes(model);
        })];

        files[0].ShouldBe(files[1]);
    }

    private static Model Build()
    {
        var import = new BackboneImport(TfliteModel.Parse(DrawnNetwork.Draw(27, 16), "drawn"));
        OpVerdict last = import.ChooseLast(null);
        return BackboneModel.Build(import.Build(last), import.OutputOf(last.Op)!.Scale, "drawn", ["above", "below"], 1, 2);
    }

    private static ImageSet Draw(int count, int seed)
    {
        const int Size = 16;
        var random = new Random(seed);
        byte[][] frames = [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, Size * Size).Select(at => (byte)((at / Size < Size / 2 == (i % 2 == 0) ? 150 : 60) + random.Next(60))).ToArray())];
        return new ImageSet(Size, frames, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))], ["above", "below"]);
    }
}
