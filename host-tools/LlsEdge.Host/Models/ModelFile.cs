using LlsEdge.Learning;

namespace LlsEdge.Host.Models;

/// <summary>Model files on the desk, by the very reader and writer that the board uses.</summary>
public static class ModelFile
{
    /// <summary>Loads a complete model.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelException">The file is missing, truncated, of another kind or version, damaged, or the tail of a compiled trunk.</exception>
    public static Model Load(string path)
    {
        Model model = LoadAny(path);
        return model.TrunkHash is null
            ? model
            : throw new ModelException($"{path} is a tail: its first {model.TrunkLayerCount} layers are code of the firmware's trunk {model.TrunkHash[0]:x8}. Give the complete model.");
    }

    /// <summary>Loads a model that is complete or the tail of a compiled trunk.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelException">The file is missing, truncated, of another kind or version, or damaged.</exception>
    public static Model LoadAny(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ModelException($"{path} is a folder: name the model file in it, which usually ends in .llsm.");
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot read the model {path}: {e.Message.TrimEnd('.')}; name a file that 'llsedge model train' or 'model get' made.", e);
        }

        return Parse(bytes, path);
    }

    /// <summary>Parses a model's bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">What to call it in errors.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelException">The bytes are not a sound model.</exception>
    public static Model Parse(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var reader = new ModelReader();
        reader.Accept(bytes, 0, bytes.Length);
        return reader.Model ?? throw new ModelException(Explain(reader.Status, bytes.Length, source));
    }

    /// <summary>Gives a model's bytes.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The file's content.</returns>
    public static byte[] ToBytes(Model model)
    {
        var image = new ModelImage(model);
        byte[] bytes = new byte[image.Length];
        image.CopyTo(0, bytes, 0, bytes.Length);
        return bytes;
    }

    private static string Explain(int status, int length, string source) => status switch
    {
        ModelStatus.Incomplete => $"{source} is truncated after {length} bytes: copy it again.",
        ModelStatus.BadMagic => $"{source} is not an LlsEdge model (it does not start with LLSM): make one with 'llsedge model train'.",
        ModelStatus.BadVersion => $"{source} is of another format version than {ModelFormat.Version} or {ModelFormat.BackboneVersion}: make it again with this llsedge.",
        ModelStatus.BadHeader => $"{source} describes shapes that this firmware cannot run, or is damaged: make it again with 'llsedge model train'.",
        ModelStatus.BadChecksum => $"{source} is damaged (its CRC-32 is wrong): copy it again.",
        ModelStatus.TooLong => $"{source} has bytes after its end: copy it again.",
        _ => $"{source} cannot be read (status {status}).",
    };
}
