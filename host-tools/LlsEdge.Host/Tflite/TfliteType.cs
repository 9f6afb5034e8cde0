namespace LlsEdge.Host.Tflite;

/// <summary>The types of a tensor's elements that matter here, by their numbers in TensorFlow Lite's schema.</summary>
public enum TfliteType
{
    /// <summary>FLOAT32.</summary>
    Real32 = 0,

    /// <summary>INT32.</summary>
    Signed32 = 2,

    /// <summary>UINT8: pixels, or quantised as before 2019.</summary>
    Unsigned8 = 3,

    /// <summary>INT8.</summary>
    Signed8 = 9,
}
