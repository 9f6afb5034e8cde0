using LlsEdge.Learning;
using LlsEdge.Vision;

namespace LlsEdge.Host.Training.Float;

/// <summary>
/// Back-propagation through the board's own forward arithmetic (quantisation-aware, straight-through), for factory models: the desk may send errors backwards, the board need not.
/// A batch is cut into chunks of fixed size that run on all cores and whose gradients are added in order, so that the result does not depend on the number of cores.
/// </summary>
internal sealed class BackPropagation
{
    private const int ChunkFrames = 8;

    private readonly Model _model;
    private readonly ConvolutionParameters[] _parameters;
    private readonly float[] _readoutWeights;
    private readonly float[] _readoutGradient;
    private readonly Adam _readoutAdam;
    private readonly Chunk[] _chunks;

    public BackPropagation(Model model, int batch, int seed)
    {
        _model = model;
        _parameters = [.. model.Layers.Select(l => new ConvolutionParameters(l))];
        var random = new Random(seed);
        int features = model.Readout.FeatureCount;
        _readoutWeights = [.. Enumerable.Range(0, model.ClassCount * (features + 1)).Select(_ => (float)((random.NextDouble() - 0.5) * 0.1))];
        _readoutGradient = new float[_readoutWeights.Length];
        _readoutAdam = new Adam(_readoutWeights.Length);
        _chunks = [.. Enumerable.Range(0, batch / ChunkFrames).Select(_ => new Chunk(model))];
    }

    /// <summary>Gets the frames of a batch.</summary>
    public int Batch => _chunks.Length * ChunkFrames;

    /// <summary>Learns one batch.</summary>
    /// <param name="fill">Puts the n-th frame of the batch into a buffer and returns its label; called from several threads.</param>
    /// <param name="rate">Adam's rate.</param>
    /// <param name="decay">The weight decay.</param>
    /// <returns>The mean loss.</returns>
    public double Step(Func<int, byte[], int> fill, double rate, double decay)
    {
        Parallel.For(0, _chunks.Length, i => _chunks[i].Run(this, n => fill((i * ChunkFrames) + n, _chunks[i].Frame)));
        for (int l = 0; l < _parameters.Length; l++)
        {
            Array.Clear(_parameters[l].Gradient);
            foreach (Chunk chunk in _chunks)
            {
                Add(_parameters[l].Gradient, chunk.Passes[l].Gradient);
            }

            _parameters[l].Step(rate, decay);
        }

        Array.Clear(_readoutGradient);
        foreach (Chunk chunk in _chunks)
        {
            Add(_readoutGradient, chunk.Readout.Gradient);
        }

        _readoutAdam.Step(_readoutWeights, _readoutGradient, rate, decay);
        return _chunks.Sum(c => c.Loss) / Batch;
    }

    /// <summary>Writes what was learnt into the model's layers.</summary>
    public void Store()
    {
        foreach (ConvolutionParameters parameters in _parameters)
        {
            parameters.Store();
        }
    }

    private static void Add(float[] sum, float[] values)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += values[i];
        }
    }

    /// <summary>The buffers of some frames of a batch.</summary>
    private sealed class Chunk
    {
        private readonly Model _model;
        private readonly FrameInput _frameInput;
        private readonly ActivationMap _map;
        private readonly float[] _input;
        private readonly int[] _labels = new int[ChunkFrames];

        public Chunk(Model model)
        {
            _model = model;
            _frameInput = new FrameInput(model.FrameSize, model.DownsampleFactor, model.InputExponent);
            _map = new ActivationMap(1, model.InputSize, 0);
            _input = new float[ChunkFrames * model.InputSize * model.InputSize];
            Frame = new byte[model.FrameSize * model.FrameSize];
            Passes = [.. model.Layers.Select(l => new ConvolutionPass(l, ChunkFrames))];
            Readout = new ReadoutPass(model, ChunkFrames);
        }

        public byte[] Frame { get; }

        public ConvolutionPass[] Passes { get; }

        public ReadoutPass Readout { get; }

        public double Loss { get; private set; }

        public void Run(BackPropagation owner, Func<int, int> fill)
        {
            float unit = MathF.Pow(2, -_model.InputExponent);
            for (int n = 0; n < ChunkFrames; n++)
            {
                _labels[n] = fill(n);
                _frameInput.Fill(Frame, _map);
                for (int i = 0; i < _map.Values.Length; i++)
                {
                    _input[(n * _map.Values.Length) + i] = _map.Values[i] * unit;
                }
            }

            for (int l = 0; l < Passes.Length; l++)
            {
                Passes[l].Forward(l == 0 ? _input : Passes[l - 1].Output, owner._parameters[l]);
            }

            Loss = Readout.Run(owner._readoutWeights, Passes, _labels, 0.1f, 1f / owner.Batch);
            for (int l = Passes.Length - 1; l >= 0; l--)
            {
                Passes[l].Backward(owner._parameters[l], l == 0 ? null : Passes[l - 1].Error);
            }
        }
    }
}
