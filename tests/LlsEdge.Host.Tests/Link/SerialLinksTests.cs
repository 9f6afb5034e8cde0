using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using LlsEdge.Host.Device;
using LlsEdge.Link;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

public partial class SerialLinksTests
{
    private const int ReadWrite = 2;

    [Fact]
    public void An_unknown_port_is_named_with_what_to_do()
    {
        var error = Should.Throw<DeviceException>(() => SerialLinks.Open(OperatingSystem.IsWindows() ? "COM222" : "/dev/ttyUSB222", LinkProtocol.BaudRate));
        error.Kind.ShouldBe(DeviceErrorKind.PortNotFound);
        error.Message.ShouldContain("222");
        SerialPorts.List().ShouldAllBe(port => error.Message.Contains(port, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_is_not_a_port()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows looks for device names only.");
        var path = Path.GetTempFileName();
        try
        {
            Should.Throw<DeviceException>(() => SerialLinks.Open(path, LinkProtocol.BaudRate)).Kind.ShouldBe(DeviceErrorKind.PortUnusable);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_terminal_carries_all_byte_values_unchanged_belongs_to_one_program_and_can_be_unplugged()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs Linux's pseudo-terminals.");
        var master = OpenMaster(ReadWrite);
        master.ShouldBeGreaterThanOrEqualTo(0);
        Unlock(master).ShouldBe(0);
        var name = Marshal.PtrToStringUTF8(SlaveName(master))!;
        var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        using var link = SerialLinks.Open(name, LinkProtocol.BaudRate);
        Should.Throw<DeviceException>(() => SerialLinks.Open(name, LinkProtocol.BaudRate)).Kind.ShouldBe(DeviceErrorKind.PortBusy);

        link.Write(all);
        var received = new byte[256];
        var count = 0;
        while (count < 256)
        {
            var piece = new byte[256 - count];
            var read = (int)Read(master, piece, piece.Length);
            read.ShouldBeGreaterThan(0);
            piece.AsSpan(0, read).CopyTo(received.AsSpan(count));
            count += read;
        }

        received.ShouldBe(all);
        Write(master, all, all.Length).ShouldBe(256);
        ReadAll(link, 256).ShouldBe(all);
        link.Read(received, TimeSpan.FromMilliseconds(5)).ShouldBe(0);

        Close(master).ShouldBe(0);
        Should.Throw<DeviceException>(() => link.Read(received, TimeSpan.FromSeconds(1))).Kind.ShouldBe(DeviceErrorKind.Unplugged);
        Should.Throw<DeviceException>(() => link.Write(all)).Kind.ShouldBe(DeviceErrorKind.Unplugged);
    }

    [Theory]
    [InlineData("tcp://")]
    [InlineData("tcp:")]
    public void Tcp_carries_bytes_and_reports_a_closed_connection(string scheme)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var link = SerialLinks.Open($"{scheme}127.0.0.1:{port}", LinkProtocol.BaudRate);
        var board = listener.AcceptSocket();
        link.Write([0, 1, 2]);
        var buffer = new byte[3];
        board.Receive(buffer).ShouldBe(3);
        board.Send(buffer);
        ReadAll(link, 3).ShouldBe([0, 1, 2]);
        link.Read(buffer, TimeSpan.FromMilliseconds(5)).ShouldBe(0);
        board.Dispose();
        Should.Throw<DeviceException>(() => link.Read(buffer, TimeSpan.FromSeconds(1))).Kind.ShouldBe(DeviceErrorKind.Unplugged);
        listener.Stop();
        Should.Throw<DeviceException>(() => SerialLinks.Open($"{scheme}127.0.0.1:{port}", LinkProtocol.BaudRate)).Kind.ShouldBe(DeviceErrorKind.PortNotFound);
        Should.Throw<DeviceException>(() => SerialLinks.Open(scheme + "127.0.0.1", LinkProtocol.BaudRate)).Kind.ShouldBe(DeviceErrorKind.PortNotFound);
    }

    private static byte[] ReadAll(ISerialLink link, int count)
    {
        var bytes = new List<byte>();
        var buffer = new byte[64];
        while (bytes.Count < count)
        {
            var read = link.Read(buffer, TimeSpan.FromSeconds(2));
            read.ShouldBeGreaterThan(0);
            bytes.AddRange(buffer[..read]);
        }

        return [.. bytes];
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(int master);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint SlaveName(int master);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, Span<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
