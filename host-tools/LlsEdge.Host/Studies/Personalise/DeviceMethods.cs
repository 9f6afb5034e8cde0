using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What the board does, by the board's own classes: integers, one pass, in time order.</summary>
internal static class DeviceMethods
{
    private const int ReplaysAStep = 3;
    private const int ReservoirFrames = 24;

    /// <summary>The factory model as it is.</summary>
    public static IReadOnlyList<Checkpoint> Factory(RoomTask task)
    {
        Model model = task.LoadModel();
        var learner = new Learner(model);
        return [new Checkpoint(0, task.Accuracy(i => learner.Predict(task.Room.Test.GetFrame(i))), task.MeasureGeneral(model))];
    }

    /// <summary>The model as its file says what learns.</summary>
    public static IReadOnlyList<Checkpoint> Shipped(RoomTask task, int seed) => Teach(task, task.LoadModel(), seed, replays: false);

    /// <summary>The readout alone.</summary>
    /// <param name="task">The room.</param>
    /// <param name="seed">The seed of rounding.</param>
    /// <param name="rate">The readout's rate; null: the model's own.</param>
    public static IReadOnlyList<Checkpoint> Head(RoomTask task, int seed, double? rate = null)
    {
        Model model = task.LoadModel();
        foreach (ConvolutionLayer layer in model.Layers)
        {
            layer.Learns = false;
        }

        if (rate is double own)
        {
            ModelBuilder.SetRate(model.Readout, own);
        }

        return Teach(task, model, seed, replays: false);
    }

    /// <summary>The readout, and the last convolution by LLS.</summary>
    /// <param name="task">The room.</param>
    /// <param name="seed">The seed of rounding and replay.</param>
    /// <param name="rate">The last convolution's rate.</param>
    /// <param name="replays">Whether it also learns frames again that a small memory has kept.</param>
    public static IReadOnlyList<Checkpoint> LlsTail(RoomTask task, int seed, double rate, bool replays)
    {
        Model model = task.LoadModel();
        foreach (ConvolutionLayer layer in model.Layers)
        {
            layer.Learns = layer == model.Layers[^1];
        }

        ConvolutionLayer tail = model.Layers[^1];
        tail.Masters ??= [.. tail.Weights.Select(w => (short)(w << tail.MasterFraction))];
        ModelBuilder.SetRate(tail, rate);
        return Teach(task, model, seed, replays);
    }

    private static IReadOnlyList<Checkpoint> Teach(RoomTask task, Model model, int seed, bool replays)
    {
        // The first seed is the model's own: what a board that gets this file would do.
        model.Seed += seed - 1;
        var learner = new Learner(model);
        double[] before = TailWeights(model);
        var memory = new Reservoir(ReservoirFrames, model.ClassCount, seed);
        return task.Run(
            i =>
            {
                byte[] frame = task.Room.Teach.GetFrame(i);
                int label = task.Room.Teach.GetLabel(i);
                learner.Train(frame, label);
                if (replays)
                {
                    Replay(learner, task, memory);
                    memory.Offer(i, label);
                }
            },
            i => learner.Predict(task.Room.Test.GetFrame(i)),
            () => task.MeasureGeneral(model),
            () => Change(before, TailWeights(model)));
    }

    // The layers below the tail are frozen: to learn a kept frame again is to learn the tail's kept input again, which is all that a board would keep.
    private static void Replay(Learner learner, RoomTask task, Reservoir memory)
    {
        Readout readout = learner.Model.Readout;
        bool learns = readout.Learns;
        bool tracks = readout.TracksCamera;
        readout.Learns = false;
        readout.TracksCamera = false;
        for (int r = 0; r < ReplaysAStep && memory.Draw() is int kept; r++)
        {
            learner.Train(task.Room.Teach.GetFrame(kept), task.Room.Teach.GetLabel(kept));
        }

        readout.Learns = learns;
        readout.TracksCamera = tracks;
    }

    private static double[] TailWeights(Model model)
    {
        ConvolutionLayer tail = model.Layers[^1];
        return tail.Learns ? [.. tail.Masters.Select(m => m / (double)(1 << tail.MasterFraction))] : [.. tail.Weights.Select(w => (double)w)];
    }

    private static double Change(double[] before, double[] after) =>
        Math.Sqrt(before.Zip(after, (a, b) => (a - b) * (a - b)).Sum()) / Math.Sqrt(before.Sum(w => w * w));
}
