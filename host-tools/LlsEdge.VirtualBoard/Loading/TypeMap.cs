using LlsEdge.VirtualBoard.Peripherals;
using P = LlsEdge.VirtualBoard.Peripherals;

namespace LlsEdge.VirtualBoard.Loading;

/// <summary>
/// Where each type of the board's class libraries lives on the desk. A type named in <see cref="Simulated"/> is replaced, one named in <see
/// cref="SameInDotNet"/>
/// is .NET's own; every other is refused. To add a library, add its types here.
/// </summary>
internal static class TypeMap
{
    private const string Core = "mscorlib";

    /// <summary>Types that are replaced by the virtual board's own.</summary>
    private static readonly (string Assembly, string Name, Type Type)[] Simulated =
    [
        (Core, "System.SpanByte", typeof(P.SpanByte)),
        (Core, "System.Console", typeof(P.Console)),
        (Core, "System.Diagnostics.Debug", typeof(P.Debug)),
        (Core, "System.Threading.Thread", typeof(P.Thread)),

        ("System.Math", "System.Math", typeof(System.Math)),

        ("System.Device.Gpio", "System.Device.Gpio.GpioController", typeof(P.GpioController)),
        ("System.Device.Gpio", "System.Device.Gpio.GpioPin", typeof(P.GpioPin)),
        ("System.Device.Gpio", "System.Device.Gpio.PinMode", typeof(P.PinMode)),
        ("System.Device.Gpio", "System.Device.Gpio.PinValue", typeof(P.PinValue)),
        ("System.Device.Gpio", "System.Device.Gpio.PinEventTypes", typeof(P.PinEventTypes)),
        ("System.Device.Gpio", "System.Device.Gpio.PinNumberingScheme", typeof(P.PinNumberingScheme)),
        ("System.Device.Gpio", "System.Device.Gpio.PinChangeEventHandler", typeof(P.PinChangeEventHandler)),
        ("System.Device.Gpio", "System.Device.Gpio.PinValueChangedEventArgs", typeof(P.PinValueChangedEventArgs)),
        ("System.Device.Gpio", "System.Device.Gpio.PinValueChangedEventHandler", typeof(P.PinValueChangedEventHandler)),

        ("System.Device.Spi", "System.Device.Spi.SpiDevice", typeof(P.SpiDevice)),
        ("System.Device.Spi", "System.Device.Spi.SpiConnectionSettings", typeof(P.SpiConnectionSettings)),
        ("System.Device.Spi", "System.Device.Spi.SpiBusInfo", typeof(P.SpiBusInfo)),
        ("System.Device.Spi", "System.Device.Spi.SpiDeviceAlreadyInUseException", typeof(P.SpiDeviceAlreadyInUseException)),
        ("System.Device.Spi", "System.Device.Spi.SpiBusConfiguration", typeof(P.SpiBusConfiguration)),
        ("System.Device.Spi", "System.Device.Spi.SpiMode", typeof(P.SpiMode)),
        ("System.Device.Spi", "System.Device.Spi.DataFlow", typeof(P.DataFlow)),

        ("System.Device.I2c", "System.Device.I2c.I2cDevice", typeof(P.I2cDevice)),
        ("System.Device.I2c", "System.Device.I2c.I2cConnectionSettings", typeof(P.I2cConnectionSettings)),
        ("System.Device.I2c", "System.Device.I2c.I2cTransferResult", typeof(P.I2cTransferResult)),
        ("System.Device.I2c", "System.Device.I2c.I2cTransferStatus", typeof(P.I2cTransferStatus)),
        ("System.Device.I2c", "System.Device.I2c.I2cBusSpeed", typeof(P.I2cBusSpeed)),

        ("System.IO.Ports", "System.IO.Ports.SerialPort", typeof(P.SerialPort)),
        ("System.IO.Ports", "System.IO.Ports.Parity", typeof(P.Parity)),
        ("System.IO.Ports", "System.IO.Ports.StopBits", typeof(P.StopBits)),
        ("System.IO.Ports", "System.IO.Ports.Handshake", typeof(P.Handshake)),
        ("System.IO.Ports", "System.IO.Ports.SerialMode", typeof(P.SerialMode)),
        ("System.IO.Ports", "System.IO.Ports.SerialData", typeof(P.SerialData)),
        ("System.IO.Ports", "System.IO.Ports.SerialDataReceivedEventArgs", typeof(P.SerialDataReceivedEventArgs)),
        ("System.IO.Ports", "System.IO.Ports.SerialDataReceivedEventHandler", typeof(P.SerialDataReceivedEventHandler)),

        ("System.IO.Streams", "System.IO.Stream", typeof(P.Stream)),
        ("System.IO.Streams", "System.IO.MemoryStream", typeof(P.MemoryStream)),
        ("System.IO.Streams", "System.IO.SeekOrigin", typeof(SeekOrigin)),

        ("System.IO.FileSystem", "System.IO.File", typeof(P.File)),
        ("System.IO.FileSystem", "System.IO.FileStream", typeof(P.FileStream)),
        ("System.IO.FileSystem", "System.IO.FileMode", typeof(P.FileMode)),
        ("System.IO.FileSystem", "System.IO.FileAccess", typeof(P.FileAccess)),
        ("System.IO.FileSystem", "System.IO.FileShare", typeof(P.FileShare)),
        ("System.IO.FileSystem", "System.IO.Directory", typeof(P.Directory)),
        ("System.IO.FileSystem", "System.IO.Path", typeof(P.Path)),
        ("System.IO.FileSystem", "System.IO.DriveInfo", typeof(P.DriveInfo)),
        ("System.IO.FileSystem", "System.IO.DriveType", typeof(P.DriveType)),

        ("nanoFramework.Hardware.Esp32", "nanoFramework.Hardware.Esp32.Configuration", typeof(Configuration)),
        ("nanoFramework.Hardware.Esp32", "nanoFramework.Hardware.Esp32.DeviceFunction", typeof(DeviceFunction)),
        ("nanoFramework.Hardware.Esp32", "nanoFramework.Hardware.Esp32.HighResTimer", typeof(HighResTimer)),
        ("nanoFramework.Hardware.Esp32", "nanoFramework.Hardware.Esp32.NativeMemory", typeof(P.NativeMemory)),

        ("nanoFramework.Runtime.Native", "System.Environment", typeof(P.Environment)),
        ("nanoFramework.Runtime.Native", "nanoFramework.Runtime.Native.GC", typeof(BoardGC)),
        ("nanoFramework.Runtime.Native", "nanoFramework.Runtime.Native.Power", typeof(Power)),
        ("nanoFramework.Runtime.Native", "nanoFramework.Runtime.Native.RebootOption", typeof(RebootOption)),
        ("nanoFramework.Runtime.Native", "nanoFramework.Runtime.Native.SystemInfo", typeof(SystemInfo)),

        ("nanoFramework.Runtime.Events", "nanoFramework.Runtime.Events.BaseEvent", typeof(BaseEvent)),

        ("nanoFramework.TestFramework", "nanoFramework.TestFramework.Assert", typeof(P.Assert)),
        ("nanoFramework.TestFramework", "nanoFramework.TestFramework.OutputHelper", typeof(P.OutputHelper)),
        ("nanoFramework.TestFramework", "nanoFramework.TestFramework.TestClassAttribute", typeof(P.TestClassAttribute)),
        ("nanoFramework.TestFramework", "nanoFramework.TestFramework.TestMethodAttribute", typeof(P.TestMethodAttribute)),
        ("nanoFramework.TestFramework", "nanoFramework.TestFramework.SetupAttribute", typeof(P.SetupAttribute)),
        ("nanoFramework.TestFramework", "nanoFramework.TestFramework.CleanupAttribute", typeof(P.CleanupAttribute)),
    ];

    /// <summary>
    /// Types of the board's core library that .NET has under the same name and with the same meaning. Exceptions and attributes need no entry.
    /// </summary>
    private static readonly HashSet<string> SameInDotNet = new(StringComparer.Ordinal)
    {
        "System.Object", "System.ValueType", "System.Enum", "System.Array", "System.String", "System.Void", "System.Delegate", "System.MulticastDelegate",
        "System.Boolean", "System.Byte", "System.SByte", "System.Char", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64",
        "System.UInt64", "System.Single", "System.Double", "System.IntPtr", "System.UIntPtr", "System.Type", "System.RuntimeTypeHandle",
        "System.RuntimeFieldHandle", "System.RuntimeMethodHandle", "System.DateTime", "System.TimeSpan", "System.Random", "System.Version",
        "System.BitConverter", "System.Convert", "System.GC", "System.EventArgs", "System.EventHandler", "System.Action", "System.IDisposable",
        "System.ICloneable", "System.IComparable", "System.MarshalByRefObject", "System.WeakReference", "System.AsyncCallback", "System.IAsyncResult",
        "System.AttributeTargets", "System.Threading.Monitor", "System.Threading.Interlocked", "System.Text.StringBuilder", "System.Text.Encoding",
        "System.Collections.IEnumerable", "System.Collections.IEnumerator", "System.Collections.ICollection", "System.Collections.IList",
        "System.Collections.ArrayList", "System.Collections.Hashtable", "System.Collections.IDictionary", "System.Collections.Queue",
        "System.Collections.Stack",
        "System.Runtime.CompilerServices.RuntimeHelpers", "System.Runtime.CompilerServices.IsVolatile", "System.Globalization.CultureInfo",
        "System.Runtime.CompilerServices.IsExternalInit", "System.Runtime.CompilerServices.MethodImplOptions", "System.Runtime.InteropServices.LayoutKind",
        "System.DateTimeKind", "System.DayOfWeek", "System.Collections.IComparer", "System.Threading.Timeout", "System.Diagnostics.DebuggerBrowsableState",
        "System.Diagnostics.Debugger", "System.ComponentModel.EditorBrowsableState",
    };

    /// <summary>Static members that are replaced although their type is .NET's own.</summary>
    private static readonly Dictionary<string, Type> Members = new(StringComparer.Ordinal)
    {
        ["System.Array"] = typeof(ArrayMembers),
        ["System.DateTime"] = typeof(DateTimeMembers),
        ["System.BitConverter"] = typeof(BitConverterMembers),
    };

    /// <summary>Names that the core library goes by; test programs are compiled against .NET's.</summary>
    private static readonly HashSet<string> CoreNames = new(StringComparer.Ordinal) { Core, "System.Runtime", "System.Private.CoreLib", "netstandard" };

    private static readonly HashSet<string> OtherLibraries = new(StringComparer.Ordinal)
    {
        "System.Text", "nanoFramework.System.Text", "nanoFramework.System.Collections", "System.Collections",
    };

    private static readonly Dictionary<(string Assembly, string Name), Type> Replacements =
        Simulated.ToDictionary(row => (row.Assembly, row.Name), row => row.Type);

    private static readonly HashSet<string> Libraries = [.. Simulated.Select(row => row.Assembly), .. CoreNames, .. OtherLibraries];

    internal static bool IsLibrary(string assembly)
    {
        return Libraries.Contains(assembly);
    }

    internal static bool IsCore(string assembly)
    {
        return CoreNames.Contains(assembly);
    }

    internal static Type? Replacement(string assembly, string name)
    {
        return Replacements.GetValueOrDefault((IsCore(assembly) ? Core : assembly, name));
    }

    internal static bool IsSameInDotNet(string assembly, string name)
    {
        return (IsCore(assembly) || OtherLibraries.Contains(assembly))
            && (SameInDotNet.Contains(name) || name.EndsWith("Exception", StringComparison.Ordinal) || name.EndsWith("Attribute", StringComparison.Ordinal));
    }

    internal static Type? MemberReplacements(string typeName)
    {
        return Members.GetValueOrDefault(typeName);
    }
}
