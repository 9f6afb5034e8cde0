using System.Runtime.InteropServices;

namespace LlsEdge.Host.Tflite;

/// <summary>A tensor of a TensorFlow Lite file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions, the batch first.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Data">Its elements, little-endian, where it is a constant; else empty.</param>
/// <param name="Scales">Its scales, one or one a channel; none where it is not quantised.</param>
/// <param name="ZeroPoints">Its zero points; none stands for 0.</param>
/// <param name="QuantizedDimension">The dimension that several scales belong to.</param>
public sealed record TfliteTensor(
    string Name,
    IReadOnlyList<int> Shape,
    TfliteType Type,
    ReadOnlyMemory<byte> Data,
    IReadOnlyList<float> Scales,
    IReadOnlyList<long> ZeroPoints,
    int QuantizedDimension)
{
    private static readonly string[] s_typeNames =
        [
            "FLOAT32", "FLOAT16", "INT32", "UINT8", "INT64", "STRING", "BOOL", "INT16", "COMPLEX64", "INT8",
            "FLOAT64", "COMPLEX128", "UINT64", "RESOURCE", "VARIANT", "UINT32", "UINT16", "INT4", "BFLOAT16",
        ];

    /// <summary>Gets the schema's name of the type.</summary>
    public string TypeName => (int)Type < s_typeNames.Length ? s_typeNames[(int)Type] : $"type {(int)Type}";

    /// <summary>Gets whether its elements are in the file.</summary>
    public bool IsConstant => !Data.IsEmpty;

    /// <summary>Gets the number of its elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Gets the scale of a tensor that has one.</summary>
    public float Scale => Scales.Count > 0 ? Scales[0] : 0;

    /// <summary>Gets the zero point of a tensor that has one.</summary>
    public int ZeroPoint => ZeroPoints.Count > 0 ? (int)ZeroPoints[0] : 0;

    /// <summary>Gives the elements of a constant of bytes.</summary>
    /// <returns>A copy.</returns>
    public sbyte[] ToSBytes() => MemoryMarshal.Cast<byte, sbyte>(Data.Span).ToArray();

    /// <summary>Gives the elements of a constant of 32-bit integers.</summary>
    /// <returns>A copy.</returns>
    public int[] ToInt32s() => MemoryMarshal.Cast<byte, int>(Data.Span).ToArray();

    /// <summary>Describes shape and type.</summary>
    /// <returns>Such as "1×48×48×8 INT8".</returns>
    public string Describe() => $"{string.Join('×', Shape)} {TypeName}";
}
