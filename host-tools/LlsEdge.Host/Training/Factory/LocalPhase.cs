using LlsEdge.Host.Data;
using LlsEdge.Host.Training.Networks;
using LlsEdge.Learning;
using LlsEdge.Vision;

namespace LlsEdge.Host.Training.Factory;

/// <summary>Epochs of LLS in floats and batches, on all cores; the classifier that is trained beside the layers is for the curve only.</summary>
internal sealed class LocalPhase : TrainingPhase
{
    // Enough for batch norm's statistics of the averaged weights.
    private const int EstimationFrames = 2048;

    private readonly Model _model;
    private readonly LocalNetwork _local;
    private readonly TrainingFrames _frames;
    private readonly int _batch;
    private readonly double _rate;
    private readonly float[] _input;
    private readonly byte[] _labels;

    public LocalPhase(Model model, TrainingFrames frames, int epochs, FactoryOptions options)
        : base("float lls", epochs)
    {
        _model = model;
        _frames = frames;
        _batch = Math.Min(options.Batch, frames.Count);
        _rate = options.Rate;
        _local = new LocalNetwork(model, _batch, new Random(options.Seed));
        _input = new float[_batch * _local.Network.InputLength];
        _labels = new byte[_batch];
    }

    /// <inheritdoc/>
    public override double? RunEpoch(int epoch, Action<double> report, CancellationToken cancellation)
    {
        int[] order = _frames.DrawOrder(epoch);
        double loss = 0;
        for (int from = 0; from < order.Length; from += _batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_batch, order.Length - from);
            Draw(order, epoch, from, count);
            loss += _local.Network.Step(_input, _labels, count, (float)_rate) * count;
            report((from + count) / (double)order.Length);
        }

        return loss / order.Length;
    }

    /// <inheritdoc/>
    public override ValidationScore Validate(ImageSet set, CancellationToken cancellation)
    {
        var score = new ScoreCounter(_model.ClassCount);
        float[] probabilities = new float[_model.ClassCount];
        BeginEvaluation(cancellation);
        for (int from = 0; from < set.Count; from += _batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int first = from;
            int count = Math.Min(_batch, set.Count - from);
            Fill(count, (n, frame) => set.GetFrame(first + n).CopyTo(frame, 0));
            _local.Network.Forward(_input, count, PassMode.Evaluate);
            for (int n = 0; n < count; n++)
            {
                _local.Network.GetProbabilities(n, probabilities);
                score.Add(probabilities, set.GetLabel(first + n));
            }
        }

        _local.Network.EndEvaluation();
        return score.Score();
    }

    /// <summary>Writes the layers into the model, quantised.</summary>
    public void Store(CancellationToken cancellation)
    {
        BeginEvaluation(cancellation);
        _local.Store();
        _local.Network.EndEvaluation();
    }

    /// <inheritdoc/>
    public override void Write(BinaryWriter writer) => _local.Network.Write(writer);

    /// <inheritdoc/>
    public override void Read(BinaryReader reader) => _local.Network.Read(reader);

    private void BeginEvaluation(CancellationToken cancellation)
    {
        int[] order = _frames.DrawOrder(0);
        int most = Math.Min(EstimationFrames, order.Length);
        int next = 0;
        _local.Network.BeginEvaluation(
            () =>
            {
                cancellation.ThrowIfCancellationRequested();
                int count = Math.Min(_batch, most - next);
                if (count > 0)
                {
                    Draw(order, 0, next, count);
                    next += count;
                }

                return count;
            },
            _input);
    }

    private void Draw(int[] order, int epoch, int from, int count) =>
        Fill(count, (n, frame) => _labels[n] = (byte)_frames.Draw(order[from + n], epoch, from + n, frame));

    private void Fill(int count, Action<int, byte[]> draw) => Parallel.For(
        0,
        count,
        () => new FrameReader(_model),
        (n, _, reader) =>
        {
            draw(n, reader.Frame);
            reader.Read(_input.AsSpan(n * _local.Network.InputLength, _local.Network.InputLength));
            return reader;
        },
        _ => { });

    /// <summary>One thread's buffers between a frame and the network's input.</summary>
    private sealed class FrameReader(Model model)
    {
        private readonly FrameInput _frameInput = new(model.FrameSize, model.DownsampleFactor, model.InputExponent);
        private readonly ActivationMap _map = new(1, model.InputSize, 0);
        private readonly float _unit = MathF.Pow(2, -model.InputExponent);

        public byte[] Frame { get; } = new byte[model.FrameSize * model.FrameSize];

        public void Read(Span<float> input)
        {
            _frameInput.Fill(Frame, _map);
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = _map.Values[i] * _unit;
            }
        }
    }
}
