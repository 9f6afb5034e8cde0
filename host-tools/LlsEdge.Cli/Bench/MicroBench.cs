using LlsEdge.VirtualBoard;

namespace LlsEdge.Cli.Bench;

/// <summary>Runs the micro-benchmarks on a virtual board and takes their cost from its meter.</summary>
internal static class MicroBench
{
    private const int Turns = 6;

    /// <summary>Gets the app's assembly, beside the program.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "microbench", "LlsEdge.MicroBench.exe");

    /// <summary>Measures every construct.</summary>
    /// <param name="path">The app's assembly.</param>
    /// <param name="profile">The board.</param>
    /// <param name="measured">Microseconds a turn that the app itself has measured, by construct; may be empty.</param>
    /// <returns>The costs, in the order of the app's table.</returns>
    public static IReadOnlyList<ConstructCost> Measure(string path, BoardProfile profile, IReadOnlyDictionary<string, double> measured)
    {
        using FirmwareImage image = FirmwareImage.Load(path, new VirtualBoardOptions { Profile = profile });
        Array constructs = (Array)image.Invoke("LlsEdge.MicroBench.Catalogue", "Create")!;
        return [.. constructs.Cast<object>().Select(construct => Measure(image, construct, profile, measured))];
    }

    private static ConstructCost Measure(FirmwareImage image, object construct, BoardProfile profile, IReadOnlyDictionary<string, double> measured)
    {
        string name = (string)construct.GetType().GetProperty("Name")!.GetValue(construct)!;
        MeterReading one = Run(image, construct, 1);
        MeterReading more = Run(image, construct, 1 + Turns);
        double instructions = (double)(more.PredictedInstructions - one.PredictedInstructions) / Turns;
        double microseconds = profile.NominalMilliseconds(instructions) * 1000;
        double? told = measured.TryGetValue(name, out double value) ? value : null;
        return new ConstructCost(
            name,
            (double)(more.Instructions - one.Instructions) / Turns,
            instructions,
            Math.Round(microseconds, 3),
            told,
            told is null ? null : Math.Round(told.Value / microseconds, 3));
    }

    private static MeterReading Run(FirmwareImage image, object construct, int turns)
    {
        image.Meter.Clear();
        construct.GetType().GetMethod("Run")!.Invoke(construct, [turns]);
        return image.Meter.Snapshot();
    }
}
