using LlsEdge.Host.Compile;
using LlsEdge.Host.Device;
using LlsEdge.Host.Models;
using LlsEdge.Host.Reports.Learning;
using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Cli.Reports;

/// <summary>Makes models whole for a report, and finds the one that teaching began with.</summary>
internal static class ReportModels
{
    /// <summary>Takes a model's bytes; a tail gets its trunk back from the complete model.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="source">Where it came from, in words.</param>
    /// <param name="complete">The complete model's file, null: one that comes with llsedge.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelException">It is no sound model, or its trunk is not known.</exception>
    public static ReportedModel Take(byte[] file, string name, string source, string? complete)
    {
        Model model = ModelFile.Parse(file, name);
        if (model.TrunkHash is not null)
        {
            string whole = complete ?? ShippedModels.FindComplete(model) ?? throw new ModelException(
                $"{name} is a tail: its first {model.TrunkLayerCount} layers are code of the firmware's trunk {model.TrunkHash[0]:x8}, which is of none of llsedge's own "
                    + "models. Add the model that it was compiled from with --complete FILE.");
            model = TrunkTail.Join(model, ModelFile.Load(whole));
        }

        return new ReportedModel(model, source, ShippedModels.CrcOf(file), file.Length);
    }

    /// <summary>Takes a model's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Where it came from, in words.</param>
    /// <param name="complete">The complete model's file, null: one that comes with llsedge.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelException">It cannot be read, is no sound model, or its trunk is not known.</exception>
    public static ReportedModel Load(string path, string source, string? complete)
    {
        try
        {
            return Take(File.ReadAllBytes(path), path, source, complete);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot read the model {path}: {cause.Message}", cause);
        }
    }

    /// <summary>
    /// Finds the model that teaching began with, among llsedge's own: the one that the journal says was put on the board or taken from its code last, or that
    /// it started with, else the factory model whose trunk the taught model has.
    /// </summary>
    /// <param name="after">The taught model's bytes.</param>
    /// <param name="journal">The journal; null if it is not known.</param>
    /// <param name="complete">The complete model's file, null: one that comes with llsedge.</param>
    /// <returns>The model; null if there is none.</returns>
    public static ReportedModel? FindBefore(byte[] after, IReadOnlyList<JournalEntry>? journal, string? complete)
    {
        JournalEntry? origin = journal?.LastOrDefault(entry => entry.Kind is JournalKind.Put or JournalKind.Factory)
            ?? journal?.FirstOrDefault(entry => entry.ModelCrc is not null);
        if (origin?.ModelCrc is uint crc && ShippedModels.FindByCrc(crc) is string named)
        {
            return Load(named, "the factory model that the journal names", complete);
        }

        Model model = ModelFile.Parse(after, "the model");
        return model.TrunkHash is not null && (complete ?? ShippedModels.FindComplete(model)) is string whole
            ? Load(whole, "the factory model of the firmware's trunk", complete)
            : null;
    }
}
