using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Import;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;

namespace LlsEdge.Cli.Tests;

/// <summary>A folder with small sets and models, good and bad ones. Class 0 is bright above, class 1 on the left.</summary>
public sealed class Workshop : IDisposable
{
    internal const int Size = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("llsedge-cli-").FullName;

    public Workshop()
    {
        Set = Draw(Size, 200, 1, ["above", "left"]);
        IdxWriter.Write(At("set"), Set);
        IdxWriter.Write(At("large"), Draw(20, 4, 2, ["above", "left"]));
        IdxWriter.Write(At("many"), Draw(Size, 6, 3, ["above", "left", "third"]));
        File.WriteAllBytes(At("cut-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 16, 0, 0, 0, 16, 1, 2, 3]);
        File.WriteAllBytes(At("cut-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Model = ModelFile.ToBytes(new FactoryTrainer(Description, Set, new FactoryOptions { Epochs = 1, BoardEpochs = 1 }).Train());
        File.WriteAllBytes(At("model.llsm"), Model);
        File.WriteAllText(At("model.json"), Description.ToJson());
        File.WriteAllBytes(At("cut.llsm"), Model[..(Model.Length / 2)]);
        byte[] damaged = [.. Model];
        damaged[^9] ^= 1;
        File.WriteAllBytes(At("damaged.llsm"), damaged);
        File.WriteAllBytes(At("foreign.llsm"), PngWriter.Encode(Set.GetFrame(0), Size));
        File.WriteAllBytes(At("foreign.llsd"), PngWriter.Encode(Set.GetFrame(0), Size));
        ImageImport.Run(ImportSources.Open(new ImportRequest { Source = At("large") }), new ImportOptions(At("whole.llsd"), 20));
        File.WriteAllBytes(At("short.llsd"), File.ReadAllBytes(At("whole.llsd"))[..5000]);
        foreach (string name in new[] { "person", "nobody" })
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(At("broken"), name)).FullName, "1.png"), "no image");
        }

        File.WriteAllText(At("foreign.json"), "{\"layers\": 3}");
        File.WriteAllText(At("null.json"), """{ "name": "x", "layers": null, "readout": { "taps": [] } }""");
        File.WriteAllText(At("hole.json"), """{ "name": "x", "layers": [ null ], "readout": { "taps": [] } }""");
        File.WriteAllText(At("short.csv"), "index,score\n0,0.5\n");
        File.WriteAllLines(At("scores.csv"), Enumerable.Range(0, Set.Count).Select(i => $"{i},{(Set.GetLabel(i) == 1 ? 3 : -3)}").Prepend("index,score"));
        File.WriteAllText(At("cold.json"), """{ "name": "x", "temperature": 0, "layers": [], "readout": { "taps": [] } }""");
    }

    internal ImageSet Set { get; }

    /// <summary>All files in the folder.</summary>
    internal string[] Files => [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    internal byte[] Model { get; }

    private static ModelDescription Description => new()
    {
        Name = "corner",
        FrameSize = Size,
        Downsample = 1,
        Classes = ["above", "left"],
        Layers = [new LayerDescription { Channels = 4, Pool = 2 }, new LayerDescription { Channels = 8, Pool = 2, BoardRate = 0.01 }],
        Readout = new ReadoutDescription { Taps = [new TapDescription(0, 2), new TapDescription(1, 2)] },
    };

    /// <summary>The place of a file in the folder.</summary>
    internal string At(string name) => Path.Combine(_folder, name);

    /// <summary>Draws a set; every class comes equally often.</summary>
    internal static ImageSet Draw(int size, int count, int seed, string[] classes)
    {
        Random random = new(seed);
        byte[][] frames = new byte[count][];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            int label = i % classes.Length;
            labels[i] = (byte)label;
            byte[] frame = new byte[size * size];
            for (int at = 0; at < frame.Length; at++)
            {
                bool bright = label == 0 ? at / size < size / 2 : at % size < size / 2;
                frame[at] = (byte)((bright ? 110 : 60) + random.Next(80));
            }

            frames[i] = frame;
        }

        return new ImageSet(size, frames, labels, classes);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
