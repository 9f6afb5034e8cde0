using System.Text;

namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>Files of the drive.</summary>
internal static class File
{
    public static bool Exists(string path, Machine machine)
    {
        return machine.Drive.HoldsFile(path);
    }

    public static void Delete(string path, Machine machine)
    {
        string located = machine.Drive.Locate(path);
        machine.Drive.RequireShared(located, (int)FileAccess.ReadWrite, (int)FileShare.None);
        if (System.IO.Directory.Exists(located) || !System.IO.Directory.Exists(System.IO.Path.GetDirectoryName(located)))
        {
            throw new IOException($"'{path}' is a folder, or is in none that exists.");
        }

        if (System.IO.File.Exists(located))
        {
            machine.Drive.Change(() => System.IO.File.Delete(located));
        }
    }

    public static void Move(string sourceFileName, string destFileName, Machine machine)
    {
        string source = machine.Drive.Locate(sourceFileName);
        string destination = machine.Drive.Locate(destFileName);
        machine.Drive.RequireShared(source, (int)FileAccess.ReadWrite, (int)FileShare.None);
        if (!System.IO.File.Exists(source))
        {
            throw new IOException($"There is no file '{sourceFileName}'.");
        }

        if (System.IO.File.Exists(destination))
        {
            throw new IOException($"The file '{destFileName}' exists.");
        }

        machine.Drive.Change(() => System.IO.File.Move(source, destination));
    }

    public static void Copy(string sourceFileName, string destFileName, Machine machine)
    {
        Copy(sourceFileName, destFileName, false, machine);
    }

    public static void Copy(string sourceFileName, string destFileName, bool overwrite, Machine machine)
    {
        byte[] content = ReadAllBytes(sourceFileName, machine);
        Write(destFileName, overwrite ? FileMode.Create : FileMode.CreateNew, content, machine);
    }

    public static FileStream Create(string path, Machine machine)
    {
        return new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, machine);
    }

    public static FileStream Open(string path, FileMode mode, Machine machine)
    {
        return new FileStream(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, FileShare.None, machine);
    }

    public static FileStream Open(string path, FileMode mode, FileAccess access, Machine machine)
    {
        return new FileStream(path, mode, access, FileShare.None, machine);
    }

    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, Machine machine)
    {
        return new FileStream(path, mode, access, share, machine);
    }

    public static FileStream OpenRead(string path, Machine machine)
    {
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, machine);
    }

    public static FileStream OpenWrite(string path, Machine machine)
    {
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, machine);
    }

    public static byte[] ReadAllBytes(string path, Machine machine)
    {
        using FileStream stream = OpenRead(path, machine);
        byte[] content = new byte[stream.Length];
        _ = stream.Read(content, 0, content.Length);
        return content;
    }

    public static string ReadAllText(string path, Machine machine)
    {
        return Encoding.UTF8.GetString(ReadAllBytes(path, machine));
    }

    public static void WriteAllBytes(string path, byte[] bytes, Machine machine)
    {
        Write(path, FileMode.Create, bytes, machine);
    }

    public static void WriteAllText(string path, string contents, Machine machine)
    {
        WriteAllBytes(path, Encoding.UTF8.GetBytes(contents), machine);
    }

    private static void Write(string path, FileMode mode, byte[] content, Machine machine)
    {
        using FileStream stream = new(path, mode, FileAccess.Write, machine);
        stream.Write(content, 0, content.Length);
    }
}
