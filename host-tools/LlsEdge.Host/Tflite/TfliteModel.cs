using System.Runtime.InteropServices;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Tflite;

/// <summary>
/// The first graph of a TensorFlow Lite file (.tflite): a FlatBuffers file with the identifier TFL3. Tables and field numbers are those of TensorFlow's
/// schema.fbs, version 3.
/// </summary>
/// <param name="Source">The file, for messages.</param>
/// <param name="Tensors">The tensors.</param>
/// <param name="Ops">The operations, in the order in which they are executed.</param>
/// <param name="Inputs">The tensors that come from outside.</param>
public sealed record TfliteModel(string Source, IReadOnlyList<TfliteTensor> Tensors, IReadOnlyList<TfliteOp> Ops, IReadOnlyList<int> Inputs)
{
    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its graph.</returns>
    /// <exception cref="ModelException">The file is missing, of another kind, truncated or damaged.</exception>
    public static TfliteModel Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot read {path}: {e.Message}", e);
        }
    }

    /// <summary>Parses a file's bytes.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <returns>Its graph.</returns>
    /// <exception cref="ModelException">The bytes are of another kind, truncated or damaged.</exception>
    public static TfliteModel Parse(ReadOnlyMemory<byte> file, string source)
    {
        if (file.Length < 8 || !file.Span.Slice(4, 4).SequenceEqual("TFL3"u8))
        {
            throw new ModelException($"{source} is not a TensorFlow Lite model (it does not have TFL3 at its fifth byte): give a .tflite file.");
        }

        try
        {
            return Read(file, source);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new ModelException($"{source} is truncated or damaged: something in it points outside its {file.Length} bytes; copy or convert it again.", e);
        }
    }

    private static TfliteModel Read(ReadOnlyMemory<byte> file, string source)
    {
        FlatTable model = FlatTable.Root(file);
        FlatTable[] graphs = model.GetTables(2);
        if (graphs.Length == 0)
        {
            throw new ModelException($"{source} has no graph: convert the network again.");
        }

        ReadOnlyMemory<byte>[] buffers = [.. model.GetTables(4).Select(buffer => ReadBuffer(file, buffer))];
        int[] codes = [.. model.GetTables(1).Select(code => Math.Max(code.GetByte(0), code.GetInt32(3)))];
        string[] customs = [.. model.GetTables(1).Select(code => code.GetText(1))];
        FlatTable graph = graphs[0];
        TfliteTensor[] tensors = [.. graph.GetTables(0).Select(tensor => ReadTensor(tensor, buffers))];
        TfliteOp[] ops = [.. graph.GetTables(3).Select((op, index) => ReadOp(op, index, codes, customs))];
        int[] inputs = Int32s(graph, 1);
        foreach (int index in ops.SelectMany(op => op.Inputs.Where(input => input != -1).Concat(op.Outputs)).Concat(inputs))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, tensors.Length);
        }

        return new TfliteModel(source, tensors, ops, inputs);
    }

    private static ReadOnlyMemory<byte> ReadBuffer(ReadOnlyMemory<byte> file, FlatTable buffer)
    {
        // Files above 2 GB keep a buffer's data behind the tables.
        ulong offset = buffer.GetUInt64(1);
        return offset > 1 ? file.Slice(checked((int)Math.Min(offset, int.MaxValue)), (int)Math.Min(buffer.GetUInt64(2), int.MaxValue)) : buffer.GetVector(0, 1);
    }

    private static TfliteTensor ReadTensor(FlatTable tensor, ReadOnlyMemory<byte>[] buffers)
    {
        FlatTable? quantization = tensor.GetTable(4);
        int buffer = tensor.GetInt32(2);
        return new TfliteTensor(
            tensor.GetText(3),
            Int32s(tensor, 0),
            (TfliteType)tensor.GetByte(1),
            buffer < 0 || buffer >= buffers.Length ? throw new ArgumentOutOfRangeException(nameof(tensor)) : buffers[buffer],
            quantization is { } scales ? MemoryMarshal.Cast<byte, float>(scales.GetVector(2, 4).Span).ToArray() : [],
            quantization is { } zeros ? MemoryMarshal.Cast<byte, long>(zeros.GetVector(3, 8).Span).ToArray() : [],
            quantization?.GetInt32(6) ?? 0);
    }

    private static TfliteOp ReadOp(FlatTable op, int index, int[] codes, string[] customs)
    {
        int at = op.GetInt32(0);
        int code = codes[at];
        return new TfliteOp(
            index,
            code,
            code == TfliteOperator.Custom ? $"CUSTOM {customs[at]}" : TfliteOperator.Name(code),
            Int32s(op, 1),
            Int32s(op, 2),
            op.GetTable(4) is { } options ? TfliteOptions.Read(code, options) : new TfliteOptions());
    }

    private static int[] Int32s(FlatTable table, int field) => MemoryMarshal.Cast<byte, int>(table.GetVector(field, 4).Span).ToArray();
}
