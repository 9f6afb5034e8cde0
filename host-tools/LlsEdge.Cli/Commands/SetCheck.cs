using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;

namespace LlsEdge.Cli.Commands;

/// <summary>Holds a set against a model before a frame of it is used.</summary>
internal static class SetCheck
{
    /// <summary>Throws unless the model can take the set's frames and labels; notes it where only the names differ.</summary>
    /// <param name="set">The set.</param>
    /// <param name="frameSize">The side of the model's frames.</param>
    /// <param name="classes">The model's classes.</param>
    /// <param name="owner">Whose model it is, for the sentence.</param>
    public static void ThrowUnlessFits(ImageSet set, int frameSize, IReadOnlyList<string> classes, string owner)
    {
        if (set.Size != frameSize)
        {
            throw new DataException(
                $"The set's frames are {set.Size}×{set.Size}, but {owner} takes {frameSize}×{frameSize}",
                set.Source,
                $"choose another set, or 'llsedge data import --size {frameSize}'");
        }

        int highest = set.Count == 0 ? 0 : set.Labels.ToArray().Max();
        if (highest >= classes.Count)
        {
            throw new DataException(
                $"The set's highest label is {highest}, but {owner} has {classes.Count} classes, 0 to {classes.Count - 1}",
                set.Source,
                "choose another set or another model");
        }

        if (HasOwnNames(set) && !set.ClassNames.SequenceEqual(classes, StringComparer.Ordinal))
        {
            CommandContext.Note(
                $"Note: the set's classes are {string.Join(", ", set.ClassNames)}, those of {owner} {string.Join(", ", classes)}: are they the same?");
        }
    }

    private static bool HasOwnNames(ImageSet set) => !set.ClassNames.SequenceEqual(ClassNames.Numbers(set.ClassNames.Count), StringComparer.Ordinal);
}
