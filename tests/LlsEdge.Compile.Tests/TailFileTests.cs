using LlsEdge.Host.Compile;
using LlsEdge.Host.Models;
using LlsEdge.Learning;
using LlsEdge.VirtualBoard;
using Shouldly;
using Xunit;
using static LlsEdge.Compile.Tests.TrunkModels;

namespace LlsEdge.Compile.Tests;

/// <summary>Files that name a trunk instead of holding it.</summary>
public class TailFileTests
{
    [Fact]
    public void ATailComesBackAsItWasAndJoinsItsTrunkOnly()
    {
        Model model = Build(24, [8, 16, 8], DrawnWeights.Ternary, 1, learning: 1);
        byte[] complete = ModelFile.ToBytes(model);
        byte[] bytes = ModelFile.ToBytes(TrunkTail.Cut(model, 2));
        bytes.Length.ShouldBe(complete.Length - (8 * (9 + 4)) - (16 * (72 + 4)) + 4);
        Model tail = ModelFile.Parse(bytes, "tail");
        tail.TrunkLayerCount.ShouldBe(2);
        tail.TrunkHash[0].ShouldBe(TrunkHash.Of(model, 2));
        ModelFile.ToBytes(tail).ShouldBe(bytes);
        ModelFile.ToBytes(TrunkTail.Join(tail, model)).ShouldBe(complete);
        Should.Throw<ModelException>(() => TrunkTail.Join(tail, Build(24, [8, 16, 8], DrawnWeights.Ternary, 2, learning: 1)));
    }

    [Fact]
    public void TheFactoryModelInTheFirmwaresCodeIsTheTailFile()
    {
        Model model = Build(24, [8, 16, 8], DrawnWeights.Ternary, 1, learning: 1);
        byte[] tail = ModelFile.ToBytes(TrunkTail.Cut(model, 2));
        using var firmware = new BuiltFirmware(TrunkCompiler.Compile(model, "Drawn", null, "test"));
        using FirmwareImage image = FirmwareImage.Load(firmware.Executable);
        object factory = image.Create("LlsEdge.Trunk.InstalledFactory");
        ((int)factory.GetType().GetProperty("Length")!.GetValue(factory)!).ShouldBe(tail.Length);
        System.Reflection.MethodInfo copy = factory.GetType().GetMethod("CopyTo")!;
        byte[] all = new byte[tail.Length];
        copy.Invoke(factory, [0, all, 0, all.Length]);
        all.ShouldBe(tail);

        // Pieces that begin and end within blocks.
        byte[] piece = new byte[700];
        copy.Invoke(factory, [301, piece, 10, 640]);
        piece.ShouldBe([.. new byte[10], .. tail[301..941], .. new byte[50]]);
    }

    [Fact]
    public void EveryWeightBiasAndFormatOfATrunkIsInItsHash()
    {
        Model Fresh() => Build(24, [8, 16], DrawnWeights.Ternary, 1);
        int hash = TrunkHash.Of(Fresh(), 2);
        TrunkHash.Of(Fresh(), 2).ShouldBe(hash);
        TrunkHash.Of(Fresh(), 1).ShouldNotBe(hash);
        Action<Model>[] changes =
        [
            model => model.Layers[0].Weights[3]++,
            model => model.Layers[1].Bias[15]++,
            model => model.Layers[1].WeightExponent++,
            model => model.Layers[0].ActivationBits--,
            model => model.InputExponent--,
        ];
        foreach (Action<Model> change in changes)
        {
            Model model = Fresh();
            change(model);
            TrunkHash.Of(model, 2).ShouldNotBe(hash);
        }
    }
}
