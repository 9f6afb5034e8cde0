namespace LlsEdge.Host.Data.Import;

/// <summary>What a person wants of a source.</summary>
public sealed record ImportRequest
{
    /// <summary>The source: a folder, a file or the stem of an IDX set.</summary>
    public required string Source { get; init; }

    /// <summary>Which part of a source that has several: train, val2017, …</summary>
    public string? Part { get; init; }

    /// <summary>COCO: which instances JSON files; empty: the folder's only one.</summary>
    public IReadOnlyList<string> Annotations { get; init; } = [];

    /// <summary>COCO: the folder of the images, if it is an unusual one.</summary>
    public string? Images { get; init; }

    /// <summary>COCO: what class 1 shows.</summary>
    public string Category { get; init; } = CocoLayout.DefaultCategory;

    /// <summary>COCO: the share of the image's area that it must exceed.</summary>
    public double Threshold { get; init; } = CocoLayout.DefaultThreshold;

    /// <summary>The classes in label order, or null for the source's own order.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>A folder of images without folders of classes: what they show.</summary>
    public string? Label { get; init; }

    /// <summary>A folder a class: whether the classes come one after the other, instead of mixed.</summary>
    public bool InOrder { get; init; }

    /// <summary>A list of the images wanted, or null.</summary>
    public string? Only { get; init; }

    /// <summary>A list of the images unwanted, or null.</summary>
    public string? Except { get; init; }

    internal SplitList Split { get; init; } = SplitList.All;
}
