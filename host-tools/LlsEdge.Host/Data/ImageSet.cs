using LlsEdge.Host.Data.Sets;

namespace LlsEdge.Host.Data;

/// <summary>Labelled square 8-bit gray frames of one size, in order.</summary>
public sealed class ImageSet
{
    private readonly IReadOnlyList<byte[]> _frames;
    private readonly byte[] _labels;

    /// <summary>Wraps frames and labels without copying them.</summary>
    /// <param name="size">Width and height of every frame.</param>
    /// <param name="frames">Frames, row-major, <paramref name="size"/>² bytes each.</param>
    /// <param name="labels">One label a frame, each an index into <paramref name="classNames"/>.</param>
    /// <param name="classNames">A name for each label.</param>
    /// <param name="names">A name for each frame, or null.</param>
    /// <param name="source">Where the set comes from, for messages.</param>
    public ImageSet(int size, byte[][] frames, byte[] labels, IReadOnlyList<string> classNames, IReadOnlyList<string>? names = null, string source = "memory")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classNames);
        if (frames.Length != labels.Length || (names is not null && names.Count != frames.Length))
        {
            throw new DataException($"There are {frames.Length} images, but {labels.Length} labels", source, "use the labels that belong to these images");
        }

        for (int i = 0; i < frames.Length; i++)
        {
            if (frames[i].Length != size * size)
            {
                throw new DataException($"Image {i} has {frames[i].Length} pixels instead of {size}×{size}", source, "bring all images to one square size");
            }
        }

        CheckLabels(labels, classNames, source);
        Size = size;
        _frames = frames;
        _labels = labels;
        ClassNames = classNames;
        Names = names;
        Source = source;
    }

    /// <summary>Wraps frames that are read when they are asked for.</summary>
    internal ImageSet(
        int size, IReadOnlyList<byte[]> frames, byte[] labels, IReadOnlyList<string> classNames, IReadOnlyList<string>? names, string source)
    {
        CheckLabels(labels, classNames, source);
        Size = size;
        _frames = frames;
        _labels = labels;
        ClassNames = classNames;
        Names = names;
        Source = source;
    }

    /// <summary>Width and height of every frame.</summary>
    public int Size { get; }

    /// <summary>Number of frames.</summary>
    public int Count => _frames.Count;

    /// <summary>A name for each label.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>A name for each frame (its file, say), or null.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>Where the set comes from, for messages.</summary>
    public string Source { get; }

    /// <summary>The frames themselves, not copies (those of a set file are read anew each time): treat them as read-only.</summary>
    public IReadOnlyList<byte[]> Frames => _frames;

    /// <summary>One label a frame.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>One frame itself, not a copy (that of a set file is read anew each time): treat it as read-only.</summary>
    public byte[] GetFrame(int index) => _frames[index];

    /// <summary>The label of one frame.</summary>
    public int GetLabel(int index) => _labels[index];

    /// <summary>The given frames, in the given order; frames are shared, not copied.</summary>
    public ImageSet Select(IEnumerable<int> indices)
    {
        int[] chosen = [.. indices];
        return new ImageSet(
            Size,
            _frames is byte[][] held ? Array.ConvertAll(chosen, i => held[i]) : new ChosenItems<byte[]>(_frames, chosen),
            Array.ConvertAll(chosen, i => _labels[i]),
            ClassNames,
            Names is null ? null : new ChosenItems<string>(Names, chosen),
            Source);
    }

    /// <summary>A run of frames; frames are shared, not copied.</summary>
    public ImageSet Slice(int start, int count) => Select(Enumerable.Range(start, count));

    /// <summary>The frames brought to another size: box filter. The same set if it has that size.</summary>
    /// <param name="size">Width and height of the new frames.</param>
    public ImageSet Resize(int size)
    {
        return size == Size
            ? this
            : new ImageSet(size, [.. _frames.Select(frame => new GrayImage(Size, Size, frame).ToSquare(size))], _labels, ClassNames, Names, Source);
    }

    internal static void CheckLabels(byte[] labels, IReadOnlyList<string> classNames, string source)
    {
        int wrong = Array.FindIndex(labels, label => label >= classNames.Count);
        if (wrong >= 0)
        {
            throw new DataException(
                $"Label {labels[wrong]} of image {wrong} has no class, for only {classNames.Count} are named", source, "name every class, or correct the labels");
        }
    }
}
