using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>
/// The board's learner from the last layer on: what <see cref="Learner"/> does with a model whose other layers are frozen, in the same order, with the same
/// bits, starting from what those layers made of a frame.
/// </summary>
internal sealed class TailLearner
{
    private readonly int _index;
    private readonly ConvolutionLayer _tail;
    private readonly ActivationMap _input;
    private readonly ActivationMap _output;
    private readonly ConvolutionForward _forward;
    private readonly ConvolutionUpdate _update;
    private readonly LlsRule _rule;
    private readonly int[] _sums;
    private readonly int[] _cells;
    private readonly int[] _signals;

    /// <summary>Creates the learner.</summary>
    /// <param name="model">The model; the learner changes it.</param>
    public TailLearner(Model model)
    {
        Model = model;
        _index = model.Layers.Length - 1;
        _tail = model.Layers[_index];
        _input = new ActivationMap(_tail.InputChannels, _tail.InputSize, _tail.Padding);
        _output = new ActivationMap(_tail.OutputChannels, _tail.OutputSize, 0);
        _forward = new ConvolutionForward(_tail.WeightsPerChannel);
        _update = new ConvolutionUpdate(_tail.OutputSize * _tail.OutputSize, _tail.WeightsPerChannel);
        _rule = new LlsRule(model.Basis, model.InverseTemperature, model.ClassCount);
        _sums = new int[model.Readout.FeatureCount];
        _cells = new int[Math.Max(_tail.LatentLength, model.Readout.FeatureCount)];
        _signals = new int[_tail.LatentLength];
    }

    /// <summary>Gets the model.</summary>
    public Model Model { get; }

    /// <summary>Decides on a frame.</summary>
    /// <param name="frame">What the frozen layers made of it.</param>
    public int Predict(TrunkFrame frame)
    {
        Readout readout = Model.Readout;
        readout.Start();
        readout.Standardise(CellSums(frame), 0, 0, _sums.Length);
        return readout.Predict();
    }

    /// <summary>Gives the cell sums of all taps.</summary>
    /// <param name="frame">What the frozen layers made of a frame.</param>
    /// <returns>The sums, overwritten by the next frame's.</returns>
    public int[] CellSums(TrunkFrame frame)
    {
        frame.Input.CopyTo(_input.Values, 0);
        _forward.Run(_tail, _input, _output);
        frame.Sums.CopyTo(_sums, 0);
        int first = 0;
        foreach (ReadoutTap tap in Model.Readout.Taps)
        {
            int count = Model.Layers[tap.Layer].OutputChannels * tap.Grid * tap.Grid;
            if (tap.Layer == _index)
            {
                LatentPool.Sum(_output, tap.Grid, _cells);
                Array.Copy(_cells, 0, _sums, first, count);
            }

            first += count;
        }

        return _sums;
    }

    /// <summary>Predicts, then learns the frame's label.</summary>
    /// <param name="frame">What the frozen layers made of it.</param>
    /// <param name="label">Its class.</param>
    public void Train(TrunkFrame frame, int label)
    {
        Predict(frame);
        int step = ++Model.Step;
        Model.Readout.Learn(label, Model.Seed, step, Model.Layers.Length);
        if (_tail.Learns)
        {
            LearnTail(label, step);
        }
    }

    private void LearnTail(int label, int step)
    {
        LatentPool.Sum(_output, _tail.PoolGrid, _cells);
        if (!_rule.Run(_tail, _cells, label, _signals))
        {
            return;
        }

        _update.Run(_tail, _input, _output, _signals, Model.Seed, step, _index);
        if (_tail.Modulation is not null)
        {
            _rule.LearnModulation(_tail.Modulation, Model.Seed, step, _index);
        }
    }
}
