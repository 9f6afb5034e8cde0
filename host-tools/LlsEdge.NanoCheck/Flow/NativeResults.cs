using Mono.Cecil;

namespace LlsEdge.NanoCheck.Flow;

/// <summary>
/// Native methods that are declared to return a signed integer, and on the ESP32 push one tagged unsigned. A count: its top bit is clear, but what is
/// computed from it keeps the tag.
/// </summary>
internal static class NativeResults
{
    private static readonly HashSet<(string Type, string Method)> _taggedUnsigned =
    [
        ("System.IO.Ports.SerialPort", "get_BytesToRead"),
        ("System.IO.Ports.SerialPort", "Read"),
    ];

    public static StackValue Of(MethodReference callee)
    {
        StackValue declared = StackValue.OfType(callee.ReturnType);
        return _taggedUnsigned.Contains((callee.DeclaringType.FullName, callee.Name)) ? declared with { MayBeUnsigned = true, IsNonNegative = true } : declared;
    }
}
