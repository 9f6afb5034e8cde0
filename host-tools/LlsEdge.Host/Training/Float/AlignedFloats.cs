namespace LlsEdge.Host.Training.Float;

/// <summary>Scratch that begins at a cache line, so that no vector lies across two, and that the garbage collector does not move.</summary>
internal sealed unsafe class AlignedFloats
{
    private const int Line = 64;

    private float[] _values = [];

    /// <summary>Gives room for so many floats, with whatever they held; what was given before is lost.</summary>
    public float* Take(nint length)
    {
        if (_values.Length < length + (Line / sizeof(float)))
        {
            _values = GC.AllocateUninitializedArray<float>((int)length + (Line / sizeof(float)), pinned: true);
        }

        nint first = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _values[0]);
        return (float*)((first + Line - 1) & ~(nint)(Line - 1));
    }
}
