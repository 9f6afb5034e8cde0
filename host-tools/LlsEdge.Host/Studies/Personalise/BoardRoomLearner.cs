using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What the board does, by the board's own classes and with its bits.</summary>
internal sealed class BoardRoomLearner : IRoomLearner
{
    private readonly Model _model;
    private readonly Func<RoomFrame, int> _predict;
    private readonly Action<RoomFrame> _train;
    private readonly double[] _start;

    /// <summary>Takes a model.</summary>
    /// <param name="study">Where its frozen layers' outputs come from.</param>
    /// <param name="model">A model of <see cref="StudyModel.Load"/>; the learner changes it.</param>
    /// <param name="tailed">Whether it is the one with a small last layer.</param>
    /// <param name="seed">1 is the model's own seed: what a board that gets this file would do.</param>
    public BoardRoomLearner(StudyModel study, Model model, bool tailed, int seed)
    {
        _model = model;
        model.Seed += seed - 1;
        _start = TailWeights();
        if (model.Layers.Take(model.Layers.Length - 1).Any(layer => layer.Learns))
        {
            var whole = new Learner(model);
            _predict = frame => whole.Predict(frame.Set.GetFrame(frame.Index));
            _train = frame => whole.Train(frame.Set.GetFrame(frame.Index), frame.Label);
        }
        else
        {
            var tail = new TailLearner(model);
            _predict = frame => tail.Predict(study.Frames(frame.Set, tailed)[frame.Index]);
            _train = frame => tail.Train(study.Frames(frame.Set, tailed)[frame.Index], frame.Label);
        }
    }

    /// <summary>Gets the readout.</summary>
    public Readout Readout => _model.Readout;

    /// <summary>Gets or sets a value indicating whether the readout learns rehearsed frames too, not the last layer alone.</summary>
    public bool RehearsesHead { get; set; }

    /// <inheritdoc/>
    public double Probability => Readout.Probabilities[1] / (double)Softmax.One;

    /// <inheritdoc/>
    public double TailChange => Math.Sqrt(_start.Zip(TailWeights(), (a, b) => (a - b) * (a - b)).Sum() / _start.Sum(w => w * w));

    /// <inheritdoc/>
    public int Predict(RoomFrame frame) => _predict(frame);

    /// <inheritdoc/>
    public void Teach(RoomFrame frame) => _train(frame);

    /// <inheritdoc/>
    public void Rehearse(RoomFrame frame)
    {
        bool learns = Readout.Learns;
        bool tracks = Readout.TracksCamera;
        Readout.Learns = RehearsesHead;
        Readout.TracksCamera = false;
        _train(frame);
        Readout.Learns = learns;
        Readout.TracksCamera = tracks;
    }

    /// <inheritdoc/>
    public Action ForgetCamera()
    {
        Action restore = KeepCamera();
        Readout.ForgetCamera();
        return restore;
    }

    /// <summary>Keeps what is known of the camera.</summary>
    /// <returns>What brings it back.</returns>
    public Action KeepCamera()
    {
        short[] mean = [.. Readout.CameraMean];
        int[] sums = [.. Readout.ClassSums];
        int[] counts = [.. Readout.ClassCounts];
        return () =>
        {
            mean.CopyTo(Readout.CameraMean, 0);
            sums.CopyTo(Readout.ClassSums, 0);
            counts.CopyTo(Readout.ClassCounts, 0);
        };
    }

    // What the kernels see: masters between two steps of a weight change no answer.
    private double[] TailWeights() => [.. _model.Layers[^1].Weights.Select(w => (double)w)];
}
