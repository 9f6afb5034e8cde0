namespace LlsEdge.Host.Data.Import;

/// <summary>CIFAR-10 and CIFAR-100 in their binary form: labels of one or two bytes (the finer one last), then 32×32 pixels of red, of green, of blue.</summary>
internal sealed class CifarSource : ImportSource
{
    private const int Side = 32;
    private const int Pixels = Side * Side;
    private static readonly string[] s_ten = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private readonly string[] _files;
    private readonly int _labels;

    private CifarSource(string path, string[] files, int labels, IReadOnlyList<string> classNames)
        : base(path, labels == 1 ? "CIFAR-10" : "CIFAR-100", classNames)
    {
        _files = files;
        _labels = labels;
        Count = files.Sum(CountIn);
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int? NativeSize => Side;

    private int RecordLength => _labels + 3 * Pixels;

    /// <summary>The parts of a folder with CIFAR's files, by their usual names; empty if it has none.</summary>
    public static IReadOnlyDictionary<string, string[]> PartsOf(string folder)
    {
        Dictionary<string, string[]> parts = [];
        foreach ((string part, string pattern) in new[] { ("train", "data_batch_*.bin"), ("test", "test_batch.bin"), ("train", "train.bin"), ("test", "test.bin") })
        {
            string[] files = [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)];
            if (files.Length > 0)
            {
                parts.TryAdd(part, files);
            }
        }

        return parts;
    }

    /// <summary>Opens files of one kind.</summary>
    public static CifarSource Open(string path, string[] files)
    {
        long length = Length(files[0]);
        bool ten = length % (1 + 3 * Pixels) == 0;
        if (length == 0 || (!ten && length % (2 + 3 * Pixels) != 0))
        {
            throw new DataException(
                $"The file's {length} bytes are no whole number of CIFAR's images", files[0], "unpack or download it again, in the binary version");
        }

        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(files[0]))!;
        string list = System.IO.Path.Combine(folder, ten ? "batches.meta.txt" : "fine_label_names.txt");
        IReadOnlyList<string> names = File.Exists(list)
            ? [.. File.ReadLines(list).Select(line => line.Trim()).Where(line => line.Length > 0)]
            : ten ? s_ten : Data.ClassNames.Numbers(100);
        return new CifarSource(path, files, ten ? 1 : 2, names);
    }

    /// <inheritdoc/>
    public override IEnumerable<ImportItem> Items()
    {
        byte[] record = new byte[RecordLength];
        foreach (string path in _files)
        {
            int count = CountIn(path);
            string name = System.IO.Path.GetFileNameWithoutExtension(path);
            using FileStream file = File.OpenRead(path);
            for (int i = 0; i < count; i++)
            {
                file.ReadExactly(record);
                byte label = record[_labels - 1];
                if (label >= ClassNames.Count)
                {
                    throw new DataException($"Image {i} has label {label}, but there are {ClassNames.Count} classes", path, "unpack or download it again");
                }

                byte[] gray = new byte[Pixels];
                for (int at = 0; at < Pixels; at++)
                {
                    gray[at] = GrayImage.Luma(record[_labels + at], record[_labels + Pixels + at], record[_labels + 2 * Pixels + at]);
                }

                yield return new ImportItem($"{name}/{i:00000}", label, null, new GrayImage(Side, Side, gray));
            }
        }
    }

    private static long Length(string path) => new FileInfo(path).Length;

    private int CountIn(string path) => Length(path) % RecordLength == 0
        ? (int)(Length(path) / RecordLength)
        : throw new DataException($"The file's {Length(path)} bytes are no whole number of images", path, "unpack or download it again");
}
