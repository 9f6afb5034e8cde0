using LlsEdge.Host.Data;
using LlsEdge.Host.Training.Factory;
using LlsEdge.Learning;
using LlsEdge.Vision;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Back-propagation for factory models: the desk may send errors backwards, the board need not. What the layers compute is their parameters' business:
/// batch-normalised floats, or the board's own arithmetic.
/// A batch is cut into chunks of fixed size that run on all cores and whose gradients are added in order, so that the result does not depend on the number
/// of cores.
/// </summary>
internal sealed class BackPropagation
{
    /// <summary>Frames of a chunk; batch norm takes its statistics over one.</summary>
    public const int ChunkFrames = 16;

    private readonly Model _model;
    private readonly LayerParameters[] _parameters;
    private readonly bool _layersLearn;
    private readonly float[] _readoutGradient;
    private readonly Adam _readoutAdam;
    private readonly Chunk[] _chunks;

    /// <summary>Prepares a training.</summary>
    /// <param name="model">Shapes; its weights stay as they are.</param>
    /// <param name="parameters">One a layer; stepped in place.</param>
    /// <param name="readout">The readout's weights on cell averages, [C][F + 1]; stepped in place.</param>
    /// <param name="batch">Frames a step, a multiple of <see cref="ChunkFrames"/>.</param>
    /// <param name="layersLearn">False: only the readout learns.</param>
    public BackPropagation(Model model, LayerParameters[] parameters, float[] readout, int batch, bool layersLearn = true)
    {
        _model = model;
        _parameters = parameters;
        _layersLearn = layersLearn;
        ReadoutWeights = readout;
        _readoutGradient = new float[readout.Length];
        _readoutAdam = new Adam(readout.Length);
        _chunks = [.. Enumerable.Range(0, batch / ChunkFrames).Select(_ => new Chunk(model, parameters))];
    }

    /// <summary>Puts the n-th frame of a batch into a buffer and its wanted probabilities into another; called from several threads.</summary>
    public delegate void Fill(int n, byte[] frame, Span<float> target);

    /// <summary>Gets the frames of a batch.</summary>
    public int Batch => _chunks.Length * ChunkFrames;

    /// <summary>Gets the readout's weights on cell averages, [C][F + 1].</summary>
    public float[] ReadoutWeights { get; }

    /// <summary>Draws small readout weights.</summary>
    public static float[] DrawReadout(Model model, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, model.ClassCount * (model.Readout.FeatureCount + 1)).Select(_ => (float)((random.NextDouble() - 0.5) * 0.1))];
    }

    /// <summary>Learns one batch.</summary>
    /// <param name="fill">Gives frames and targets.</param>
    /// <param name="rate">Adam's rate.</param>
    /// <param name="decay">The weight decay.</param>
    /// <returns>The mean loss.</returns>
    public double Step(Fill fill, double rate, double decay)
    {
        Parallel.For(0, _chunks.Length, i => _chunks[i].Learn(this, i * ChunkFrames, fill));
        for (int l = 0; l < _parameters.Length && _layersLearn; l++)
        {
            int layer = l;
            Sum(_parameters[l].Gradient, _chunks.Select(c => c.Passes[layer].Gradient));
            _parameters[l].Step(rate, decay, [.. _chunks.Select(c => c.Passes[layer])]);
        }

        Sum(_readoutGradient, _chunks.Select(c => c.Readout.Gradient));
        _readoutAdam.Step(ReadoutWeights, _readoutGradient, rate, decay);
        return _chunks.Sum(c => c.Loss) / Batch;
    }

    /// <summary>Measures what has been learnt on frames as they are.</summary>
    /// <param name="set">The frames.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>The score.</returns>
    public ValidationScore Evaluate(ImageSet set, CancellationToken cancellation)
    {
        var score = new ScoreCounter(_model.ClassCount);
        Span<float> probabilities = stackalloc float[_model.ClassCount];
        for (int first = 0; first < set.Count; first += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int from = first;
            void Fill(int n, byte[] frame, Span<float> target) => set.GetFrame((from + n) % set.Count).CopyTo(frame, 0);
            Parallel.For(0, _chunks.Length, i => _chunks[i].Forward(i * ChunkFrames, Fill, learns: false));
            for (int n = 0; n < Math.Min(Batch, set.Count - first); n++)
            {
                _chunks[n / ChunkFrames].Readout.Predict(ReadoutWeights, n % ChunkFrames, probabilities);
                score.Add(probabilities, set.GetLabel(first + n));
            }
        }

        return score.Score();
    }

    /// <summary>Writes all that the following steps depend on.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (LayerParameters layer in _parameters)
        {
            layer.Write(writer);
        }

        writer.WriteFloats(ReadoutWeights);
        _readoutAdam.Write(writer);
    }

    /// <summary>Goes back to what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        foreach (LayerParameters layer in _parameters)
        {
            layer.Read(reader);
        }

        reader.ReadFloats(ReadoutWeights);
        _readoutAdam.Read(reader);
    }

    /// <summary>Computes the readout's features of one batch, learning nothing.</summary>
    /// <param name="fill">Gives frames.</param>
    /// <returns>Cell averages, one array of F a frame.</returns>
    public float[][] Measure(Fill fill)
    {
        int count = _model.Readout.FeatureCount;
        Parallel.For(0, _chunks.Length, i => _chunks[i].Forward(i * ChunkFrames, fill, learns: true));
        return [.. Enumerable.Range(0, Batch).Select(n => _chunks[n / ChunkFrames].Readout.Features.AsSpan(n % ChunkFrames * count, count).ToArray())];
    }

    private static void Sum(float[] sum, IEnumerable<float[]> parts)
    {
        Array.Clear(sum);
        foreach (float[] part in parts)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += part[i];
            }
        }
    }

    /// <summary>The buffers of some frames of a batch.</summary>
    private sealed class Chunk
    {
        private readonly Model _model;
        private readonly FrameInput _frameInput;
        private readonly ActivationMap _map;
        private readonly float[] _input;
        private readonly byte[] _frame;
        private readonly float[] _targets;

        public Chunk(Model model, LayerParameters[] parameters)
        {
            _model = model;
            _frameInput = new FrameInput(model.FrameSize, model.DownsampleFactor, model.InputExponent);
            _map = new ActivationMap(1, model.InputSize, 0);
            _input = new float[ChunkFrames * model.InputSize * model.InputSize];
            _frame = new byte[model.FrameSize * model.FrameSize];
            _targets = new float[ChunkFrames * model.ClassCount];
            Passes = [.. parameters.Select(p => p.CreatePass(ChunkFrames))];
            Readout = new ReadoutPass(model, ChunkFrames);
        }

        public LayerPass[] Passes { get; }

        public ReadoutPass Readout { get; }

        public double Loss { get; private set; }

        public void Forward(int first, Fill fill, bool learns)
        {
            float unit = MathF.Pow(2, -_model.InputExponent);
            for (int n = 0; n < ChunkFrames; n++)
            {
                fill(first + n, _frame, _targets.AsSpan(n * _model.ClassCount, _model.ClassCount));
                _frameInput.Fill(_frame, _map);
                for (int i = 0; i < _map.Values.Length; i++)
                {
                    _input[(n * _map.Values.Length) + i] = _map.Values[i] * unit;
                }
            }

            for (int l = 0; l < Passes.Length; l++)
            {
                float[] input = l == 0 ? _input : Passes[l - 1].Output;
                if (learns)
                {
                    Passes[l].Forward(input);
                }
                else
                {
                    Passes[l].Evaluate(input);
                }
            }

            Readout.Collect(Passes);
        }

        public void Learn(BackPropagation owner, int first, Fill fill)
        {
            Forward(first, fill, learns: true);
            Loss = Readout.Run(owner.ReadoutWeights, _targets, 1f / owner.Batch);
            if (!owner._layersLearn)
            {
                return;
            }

            Readout.Spread(Passes);
            for (int l = Passes.Length - 1; l >= 0; l--)
            {
                Passes[l].Backward(l == 0 ? null : Passes[l - 1].Error);
            }
        }
    }
}
