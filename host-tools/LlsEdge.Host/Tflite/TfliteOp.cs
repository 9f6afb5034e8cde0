namespace LlsEdge.Host.Tflite;

/// <summary>An operation of a TensorFlow Lite file.</summary>
/// <param name="Index">Its place in the graph, from 0.</param>
/// <param name="Code">What it does, by the schema's number.</param>
/// <param name="Name">What it does, by name.</param>
/// <param name="Inputs">The tensors it reads; −1 where an optional one is left out.</param>
/// <param name="Outputs">The tensors it writes.</param>
/// <param name="Options">Its options; those that do not concern it are as if left out.</param>
public sealed record TfliteOp(int Index, int Code, string Name, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, TfliteOptions Options);
