using LlsEdge.Host.Data;
using LlsEdge.Host.Reports;
using LlsEdge.Host.Scenes;

namespace LlsEdge.Host.Tests.Reports;

internal static class SampleResult
{
    public static DemoResult Create()
    {
        ImageSet frames = SceneRoom.Create(3).Test(12);
        SceneRandom random = new(9);
        return new DemoResult
        {
            FramesTrained = 200,
            FramesTested = 400,
            AccuracyBefore = 0.518,
            AccuracyAfter = 0.812,
            AccuracyUnshifted = 0.834,
            AccuracyHeadOnly = 0.752,
            AccuracyPixels = 0.668,
            IlPerTrainStep = 18_400_321,
            IlPerPrediction = 7_120_455,
            PredictedMsPerTrainStep = 1830.4,
            PredictedMsPerPrediction = 711.9,
            HeapPeakBytes = 61_204,
            HeapLimitBytes = 79_000,
            ModelBytes = 31_216,
            LogRecords = 200,
            Synthetic = true,
            DataStatement = "The factory model was trained on 4,000 drawn scenes; the board was then taught by a camera that lies on its side, "
                + "with a wide lens with dark corners.",
            BoardStatement = "A virtual board ran the firmware assembly; the desk talked to it over a pseudo-terminal.",
            CommandLine = "dotnet run --project host-tools/LlsEdge.Cli -- demo --seed 3",
            ClassNames = ClassNames.Person,
            Prequential = MovingWindow.Share(Enumerable.Range(0, 200).Select(i => random.Chance(0.5 + i * 0.0018)), 50, 10),
            PrequentialWindow = 50,
            LocalConfidence =
            [
                .. Enumerable.Range(2, 3).Select(layer => new Curve(
                    $"layer {layer}", MovingWindow.Mean([.. Enumerable.Range(0, 200).Select(i => 0.5 + i * 0.0004 * layer + random.Range(-0.2, 0.2))], 25, 5))),
            ],
            ConfusionBefore = [[150, 50], [143, 57]],
            ConfusionAfter = [[164, 36], [39, 161]],
            Examples = [.. Enumerable.Range(0, 12).Select(i => new DemoExample(
                DataUri.OfFrame(frames.GetFrame(i), 96), frames.GetLabel(i), random.Below(2),
                random.Chance(0.85) ? frames.GetLabel(i) : 1 - frames.GetLabel(i)))],
        };
    }
}
