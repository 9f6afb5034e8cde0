namespace LlsEdge.Host.Tflite;

/// <summary>The types of a tensor's elements, by their numbers in TensorFlow Lite's schema.</summary>
public enum TfliteType
{
    /// <summary>32-bit floating point.</summary>
    Float32 = 0,

    /// <summary>16-bit floating point.</summary>
    Float16 = 1,

    /// <summary>32-bit integers.</summary>
    Int32 = 2,

    /// <summary>Unsigned bytes: quantised as before 2019, or pixels.</summary>
    UInt8 = 3,

    /// <summary>64-bit integers.</summary>
    Int64 = 4,

    /// <summary>16-bit integers.</summary>
    Int16 = 7,

    /// <summary>Signed bytes.</summary>
    Int8 = 9,

    /// <summary>Signed halves of bytes.</summary>
    Int4 = 17,
}
