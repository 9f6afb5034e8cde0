namespace LlsEdge.Host.Training.Float;

/// <summary>One layer's parameters as floats and how they are stepped.</summary>
internal abstract class LayerParameters
{
    private readonly Adam _adam;

    protected LayerParameters(int weights, int others)
    {
        WeightCount = weights;
        Values = new float[weights + others];
        Gradient = new float[Values.Length];
        _adam = new Adam(Values.Length);
    }

    /// <summary>Gets the number of weights; what follows them in <see cref="Values"/> is biases and the like.</summary>
    public int WeightCount { get; }

    /// <summary>Gets the parameters.</summary>
    public float[] Values { get; }

    /// <summary>Gets the batch's gradient.</summary>
    public float[] Gradient { get; }

    /// <summary>Creates the buffers that take a chunk of frames through the layer.</summary>
    public abstract LayerPass CreatePass(int frames);

    /// <summary>Writes all that the following steps depend on.</summary>
    public virtual void Write(BinaryWriter writer)
    {
        writer.WriteFloats(Values);
        _adam.Write(writer);
    }

    /// <summary>Goes back to what <see cref="Write"/> wrote.</summary>
    public virtual void Read(BinaryReader reader)
    {
        reader.ReadFloats(Values);
        _adam.Read(reader);
    }

    /// <summary>Takes one step along <see cref="Gradient"/>.</summary>
    /// <param name="rate">Adam's rate.</param>
    /// <param name="decay">The weight decay.</param>
    /// <param name="passes">The layer's passes of the batch, in order.</param>
    public virtual void Step(double rate, double decay, IReadOnlyList<LayerPass> passes) => _adam.Step(Values, Gradient, rate, decay);
}
