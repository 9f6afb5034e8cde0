using System.Globalization;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>The methods of the study, and the settings that were chosen for them on the rooms A and B.</summary>
internal static class RoomMethods
{
    /// <summary>The tail's rate under the name lls-tail.</summary>
    public const double LlsRate = 0.001;

    private const double BpRate = 0.001;
    private const double HeadOnLastRate = 0.03;
    private const int ReplaysAStep = 3;
    private const int ReservoirFrames = 24;
    private static readonly double[] s_headRates = [0.003, 0.006, 0.012, 0.02];
    private static readonly double[] s_otherLlsRates = [0.003, 0.01, 0.03];
    private static readonly double[] s_otherBpRates = [0.0001, 0.0003, 0.003];

    /// <summary>Lists the methods.</summary>
    /// <param name="quick">Whether the variations of rates are left out.</param>
    public static IReadOnlyList<RoomMethod> List(bool quick)
    {
        List<RoomMethod> methods =
        [
            new("factory", false, 0.5, (task, _) => DeviceMethods.Factory(task)),
            new("shipped", true, 2, DeviceMethods.Shipped),
            new("head", true, 2, (task, seed) => DeviceMethods.Head(task, seed)),
            new("lls-tail", true, 2, (task, seed) => DeviceMethods.LlsTail(task, seed, LlsRate, replays: false)),
            new("lls-tail-replay", true, 2.5, (task, seed) => DeviceMethods.LlsTail(task, seed, LlsRate, replays: true)),
            new("bp-tail", false, 2, (task, seed) => Bp(task, seed, BpRate, replays: false)),
            new("bp-tail-replay", true, 3, (task, seed) => Bp(task, seed, BpRate, replays: true)),
            new("prototypes", false, 1, (task, _) => DeskMethods.Prototypes(task, features => features.Last)),
            new("prototypes-readout", false, 1, (task, _) => DeskMethods.Prototypes(task, features => features.Readout)),
            new("head-last", false, 1, (task, _) => DeskMethods.HeadOnLast(task, HeadOnLastRate)),
            new("pixels", false, 1, (task, _) => DeskMethods.Pixels(task, (frame, size) => FrameStatistics.Pixels(frame, size, 12))),
            new("pixels24", false, 1.5, (task, _) => DeskMethods.Pixels(task, (frame, size) => FrameStatistics.Pixels(frame, size, 24))),
            new("stats", false, 1, (task, _) => DeskMethods.Pixels(task, FrameStatistics.Four)),
        ];
        if (!quick)
        {
            foreach (double rate in s_headRates)
            {
                methods.Add(new($"head@{Text(rate)}", true, 2, (task, seed) => DeviceMethods.Head(task, seed, rate)));
            }

            foreach (double rate in s_otherLlsRates)
            {
                methods.Add(new($"lls-tail@{Text(rate)}", true, 2, (task, seed) => DeviceMethods.LlsTail(task, seed, rate, replays: false)));
                methods.Add(new($"lls-tail-replay@{Text(rate)}", true, 2.5, (task, seed) => DeviceMethods.LlsTail(task, seed, rate, replays: true)));
            }

            foreach (double rate in s_otherBpRates)
            {
                methods.Add(new($"bp-tail@{Text(rate)}", false, 2, (task, seed) => Bp(task, seed, rate, replays: false)));
                methods.Add(new($"bp-tail-replay@{Text(rate)}", true, 3, (task, seed) => Bp(task, seed, rate, replays: true)));
            }
        }

        return methods;
    }

    private static IReadOnlyList<Checkpoint> Bp(RoomTask task, int seed, double rate, bool replays)
    {
        Model model = task.LoadModel();
        TailFrame[] teach = TailFrame.Of(model, task.Room.Teach);
        TailFrame[] test = TailFrame.Of(model, task.Room.Test);
        var tail = new BpTail(model, rate);
        var memory = new Reservoir(ReservoirFrames, model.ClassCount, seed);
        return task.Run(
            i =>
            {
                int label = task.Room.Teach.GetLabel(i);
                tail.Learn(teach[i], label, isReplay: false);
                for (int r = 0; replays && r < ReplaysAStep && memory.Draw() is int kept; r++)
                {
                    tail.Learn(teach[kept], task.Room.Teach.GetLabel(kept), isReplay: true);
                }

                memory.Offer(i, label);
            },
            i => tail.Predict(test[i]),
            tailChange: () => tail.Change);
    }

    private static string Text(double rate) => rate.ToString(CultureInfo.InvariantCulture);
}
