using System.Runtime.InteropServices;

namespace LlsEdge.Host.Training.Float;

/// <summary>Arrays of floats in checkpoints, little-endian and without a length: both sides know it.</summary>
internal static class FloatArrays
{
    public static void WriteFloats(this BinaryWriter writer, ReadOnlySpan<float> values) => writer.Write(MemoryMarshal.AsBytes(values));

    public static void ReadFloats(this BinaryReader reader, Span<float> values) => reader.ReadExactly(MemoryMarshal.AsBytes(values));
}
