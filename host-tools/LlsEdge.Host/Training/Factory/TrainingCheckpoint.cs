using System.Security.Cryptography;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Training.Factory;

/// <summary>The file from which an interrupted training goes on: a mark, the training's fingerprint, its state, and a checksum of all that.</summary>
/// <param name="path">The file.</param>
/// <param name="fingerprint">Which training it is.</param>
internal sealed class TrainingCheckpoint(string path, byte[] fingerprint)
{
    private static readonly byte[] s_mark = "LLSC\x01"u8.ToArray();

    /// <summary>Reads what was kept.</summary>
    /// <returns>The state, or null where there is no file.</returns>
    /// <exception cref="ModelException">The file is damaged, or of another training.</exception>
    public TrainingState? Load()
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot read the checkpoint {path}: {e.Message}", e);
        }

        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < s_mark.Length + fingerprint.Length
            || !bytes.AsSpan().StartsWith(s_mark)
            || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
        {
            throw new ModelException($"{path} is no checkpoint, or is damaged: delete it to train from the start, or name another file.");
        }

        if (!bytes.AsSpan(s_mark.Length, fingerprint.Length).SequenceEqual(fingerprint))
        {
            throw new ModelException(
                $"{path} is the checkpoint of another training (another description, other options or other frames): delete it to train from the start, or name another file.");
        }

        int start = s_mark.Length + fingerprint.Length;
        using var reader = new BinaryReader(new MemoryStream(bytes, start, end - start));
        return TrainingState.Read(reader);
    }

    /// <summary>Keeps a state in the place of the one before; a file that was broken off leaves the one before.</summary>
    /// <exception cref="ModelException">The file cannot be written.</exception>
    public void Save(TrainingState state)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(s_mark);
        writer.Write(fingerprint);
        state.Write(writer);
        writer.Write(SHA256.HashData(stream.ToArray()));
        string temporary = path + ".tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllBytes(temporary, stream.ToArray());
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot write the checkpoint {path}: {e.Message}; the one before, if any, is sound.", e);
        }
    }
}
