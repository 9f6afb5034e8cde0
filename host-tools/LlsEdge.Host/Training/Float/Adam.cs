namespace LlsEdge.Host.Training.Float;

/// <summary>Adam (Kingma and Ba, 2015) with decoupled weight decay, β₁ = 0.9, β₂ = 0.999.</summary>
internal sealed class Adam
{
    private readonly float[] _first;
    private readonly float[] _second;
    private int _step;

    public Adam(int parameters)
    {
        _first = new float[parameters];
        _second = new float[parameters];
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_step);
        writer.WriteFloats(_first);
        writer.WriteFloats(_second);
    }

    public void Read(BinaryReader reader)
    {
        _step = reader.ReadInt32();
        reader.ReadFloats(_first);
        reader.ReadFloats(_second);
    }

    public void Step(float[] parameters, float[] gradient, double rate, double decay)
    {
        _step++;
        double correction = Math.Sqrt(1 - Math.Pow(0.999, _step)) / (1 - Math.Pow(0.9, _step));
        float scaled = (float)(rate * correction);
        float shrink = (float)(1 - (rate * decay));
        for (int i = 0; i < parameters.Length; i++)
        {
            float g = gradient[i];
            _first[i] = (0.9f * _first[i]) + (0.1f * g);
            _second[i] = (0.999f * _second[i]) + (0.001f * g * g);
            parameters[i] = (parameters[i] * shrink) - (scaled * _first[i] / (MathF.Sqrt(_second[i]) + 1e-8f));
        }
    }
}
