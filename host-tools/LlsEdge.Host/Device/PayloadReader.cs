using System.Buffers.Binary;
using System.Text;

namespace LlsEdge.Host.Device;

/// <summary>
/// Reads a reply's fields one after the other. A reply that ends too early is another protocol's.
/// </summary>
internal ref struct PayloadReader
{
    private readonly string _port;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Creates a reader.</summary>
    /// <param name="payload">The reply, after its status.</param>
    /// <param name="port">Where it came from, for the error.</param>
    public PayloadReader(ReadOnlySpan<byte> payload, string port)
    {
        _rest = payload;
        _port = port;
    }

    /// <summary>Gets how many bytes are left.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>Reads 8 bits.</summary>
    /// <returns>0 to 255.</returns>
    public int ReadByte() => Take(1)[0];

    /// <summary>Reads 16 bits.</summary>
    /// <returns>0 to 65535.</returns>
    public int ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Reads 32 bits.</summary>
    /// <returns>The number.</returns>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Reads a text.</summary>
    /// <returns>The text.</returns>
    public string ReadText() => Encoding.UTF8.GetString(Take(ReadByte()));

    /// <summary>Reads bytes.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new DeviceException(DeviceErrorKind.WrongProtocol, $"The board at {_port} sent a reply that is too short: flash the firmware that "
                + "belongs to this tool.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
