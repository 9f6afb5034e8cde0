using System.Diagnostics;

namespace LlsEdge.Host.Training.Networks;

/// <summary>A network of stages with its classifier, and one step of training it by any of the rules: all run the same code in the same order.</summary>
internal sealed class Network
{
    /// <summary>The optimiser's values for a thread at a time.</summary>
    private const int UpdatePiece = 1 << 14;

    private readonly Stage[] _stages;
    private readonly ErrorSource?[] _sources;
    private readonly bool[] _learns;
    private readonly bool[] _wantsError;
    private readonly Parameter[] _learning;
    private readonly (Parameter Parameter, int From, int Count)[] _pieces;
    private readonly int _classes;

    /// <summary>Puts a network together.</summary>
    /// <param name="stages">Input side first, the classifier last.</param>
    /// <param name="sources">What gives each stage's output its error; null: the stage above.</param>
    /// <param name="learns">Which stages learn.</param>
    /// <param name="team">The threads that train it.</param>
    public Network(IReadOnlyList<Stage> stages, IReadOnlyList<ErrorSource?> sources, IReadOnlyList<bool> learns, Team team)
    {
        Team = team;
        _stages = [.. stages];
        _sources = [.. sources];
        _learns = [.. learns];
        _classes = stages[^1].Shape.Length;
        _wantsError = new bool[_stages.Length];
        for (int i = 0; i < _stages.Length; i++)
        {
            _stages[i].Team = team;
            if (_sources[i] is ErrorSource source)
            {
                Debug.Assert(_stages[i] is ActivationStage, "A rule gives the error of an activation.");
                source.Team = team;
            }

            _wantsError[i] = _learns[i] || (i > 0 && _sources[i - 1] is null && _wantsError[i - 1]);
            if (_wantsError[i])
            {
                _stages[i].ExpectError();
            }
        }

        Join();
        Parameters = [.. _stages.SelectMany(s => s.Parameters)];
        _learning = [.. Enumerable.Range(0, _stages.Length).Where(i => _learns[i]).SelectMany(i => _stages[i].Parameters),
            .. Enumerable.Range(0, _stages.Length).Where(i => _wantsError[i]).SelectMany(i => _sources[i]?.Parameters ?? [])];
        _pieces = [.. _learning.SelectMany(p => Enumerable.Range(0, (p.Values.Length + UpdatePiece - 1) / UpdatePiece)
            .Select(i => (p, i * UpdatePiece, Math.Min(UpdatePiece, p.Values.Length - (i * UpdatePiece)))))];
    }

    /// <summary>Gets the threads that train it.</summary>
    public Team Team { get; }

    public IReadOnlyList<Stage> Stages => _stages;

    /// <summary>Gets what gives each stage its error; null: the stage above, if any.</summary>
    public IReadOnlyList<ErrorSource?> Sources => _sources;

    /// <summary>Gets the stages' parameters, whether they learn or not.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Gets or sets what measures where the time goes, if anything does.</summary>
    public StepClock? Clock { get; set; }

    /// <summary>
    /// Gets the products of one frame in a step: those of the forward pass, as many for the gradients of each stage that learns, as many for the error that
    /// a stage passes down, and the rules' own.
    /// </summary>
    public long MacsPerFrame => Enumerable.Range(0, _stages.Length).Sum(i =>
        (_stages[i].MacsPerFrame * (1 + (_wantsError[i] ? 1 : 0) + (PassesDown(i) ? 1 : 0))) + (_wantsError[i] ? _sources[i]?.MacsPerFrame ?? 0 : 0));

    public int InputLength => _stages[0].Input.Length;

    /// <summary>One step: forward, every stage's error, gradients, update.</summary>
    /// <returns>The classifier's mean loss.</returns>
    public double Step(float[] input, byte[] labels, int frames, float rate)
    {
        Clock?.Start();
        double loss = ComputeGradients(input, labels, frames);
        foreach (Parameter parameter in _learning)
        {
            parameter.BeginStep();
        }

        Team.Run(_pieces.Length, i => _pieces[i].Parameter.Step(rate, _pieces[i].From, _pieces[i].Count));
        Clock?.BookUpdate();
        return loss;
    }

    /// <summary>All of a step but the update.</summary>
    public double ComputeGradients(float[] input, byte[] labels, int frames)
    {
        Forward(input, frames, PassMode.Train);
        double loss = SoftmaxError(labels, frames);
        float[] outputError = [.. _stages[^1].Error.AsSpan(0, frames * _classes)];
        for (int i = _stages.Length - 1; i >= 0; i--)
        {
            if (!_wantsError[i] || IsAbsorbed(i))
            {
                continue;
            }

            _sources[i]?.Compute(frames, labels, outputError);
            Clock?.Book(i, StepPart.Error);
            _stages[i].Backward(i > 0 ? _stages[i - 1].Output : input, frames, PassesDown(i) ? _stages[i - 1].Error : null);
            Clock?.Book(i, StepPart.Backward);
        }

        return loss;
    }

    public void Forward(float[] input, int frames, PassMode mode)
    {
        for (int i = 0; i < _stages.Length; i++)
        {
            if (IsAbsorbed(i))
            {
                continue;
            }

            _stages[i].Forward(i > 0 ? _stages[i - 1].Output : input, frames, mode);
            Clock?.Book(i, StepPart.Forward);
        }
    }

    /// <summary>Writes all that the following steps depend on.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (Parameter parameter in _learning)
        {
            parameter.Write(writer);
        }
    }

    /// <summary>Goes back to what <see cref="Write"/> wrote.</summary>
    public void Read(BinaryReader reader)
    {
        foreach (Parameter parameter in _learning)
        {
            parameter.Read(reader);
        }
    }

    /// <summary>The classifier's favourite for a frame of the last batch.</summary>
    public int Predict(int frame)
    {
        ReadOnlySpan<float> scores = _stages[^1].Output.AsSpan(frame * _classes, _classes);
        int best = 0;
        for (int c = 1; c < scores.Length; c++)
        {
            best = scores[c] > scores[best] ? c : best;
        }

        return best;
    }

    /// <summary>What a frame of the last batch is taken for: the softmax of its scores.</summary>
    public void GetProbabilities(int frame, Span<float> probabilities)
    {
        ReadOnlySpan<float> scores = _stages[^1].Output.AsSpan(frame * _classes, _classes);
        float best = scores[Predict(frame)];
        float total = 0;
        for (int c = 0; c < _classes; c++)
        {
            probabilities[c] = MathF.Exp(scores[c] - best);
            total += probabilities[c];
        }

        for (int c = 0; c < _classes; c++)
        {
            probabilities[c] /= total;
        }
    }

    /// <summary>How far class 1 is above class 0 for a frame of the last batch.</summary>
    public double Margin(int frame) => _stages[^1].Output[(frame * _classes) + 1] - _stages[^1].Output[frame * _classes];

    /// <summary>Goes over to the averaged weights, and measures batch norm's statistics anew, for those in training belong to other weights.</summary>
    /// <param name="batches">Training inputs: each call fills a batch and returns its number of frames, 0 at the end.</param>
    /// <param name="input">Where they come.</param>
    public void BeginEvaluation(Func<int> batches, float[] input)
    {
        foreach (Parameter parameter in _learning)
        {
            parameter.UseAverage();
        }

        foreach (ActivationStage stage in _stages.OfType<ActivationStage>())
        {
            stage.ForgetEstimates();
        }

        for (int frames = batches(); frames > 0; frames = batches())
        {
            Forward(input, frames, PassMode.Estimate);
        }
    }

    /// <summary>Goes back to the weights that train.</summary>
    public void EndEvaluation()
    {
        foreach (Parameter parameter in _learning)
        {
            parameter.UseTraining();
        }
    }

    /// <summary>Lets neighbours work together.</summary>
    private void Join()
    {
        for (int i = 0; i < _stages.Length; i++)
        {
            if (_stages[i] is not ActivationStage activation)
            {
                continue;
            }

            if (_sources[i] is ErrorSource source && _wantsError[i])
            {
                activation.Ask(source);
            }

            if (i + 1 < _stages.Length && _stages[i + 1] is MaxPoolStage pool)
            {
                activation.Absorb(pool);
            }

            if (i > 0 && _stages[i - 1] is ConvolutionStage convolution)
            {
                convolution.Lead(activation);
            }
        }
    }

    private bool IsAbsorbed(int stage) => _stages[stage] is MaxPoolStage { IsAbsorbed: true };

    /// <summary>Whether a stage gives the one below it its error.</summary>
    private bool PassesDown(int stage) => stage > 0 && _wantsError[stage] && _sources[stage - 1] is null && _wantsError[stage - 1];

    private double SoftmaxError(byte[] labels, int frames)
    {
        float[] error = _stages[^1].Error;
        double loss = 0;
        for (int f = 0; f < frames; f++)
        {
            ReadOnlySpan<float> scores = _stages[^1].Output.AsSpan(f * _classes, _classes);
            float best = scores[Predict(f)];
            double total = 0;
            for (int c = 0; c < _classes; c++)
            {
                total += Math.Exp(scores[c] - best);
            }

            for (int c = 0; c < _classes; c++)
            {
                error[(f * _classes) + c] = (float)((Math.Exp(scores[c] - best) / total) - (c == labels[f] ? 1 : 0)) / frames;
            }

            loss += (Math.Log(total) + best - scores[labels[f]]) / frames;
        }

        return loss;
    }
}
