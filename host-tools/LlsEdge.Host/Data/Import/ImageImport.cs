using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks.Dataflow;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Learning;

namespace LlsEdge.Host.Data.Import;

/// <summary>
/// Makes a set file of a source: images are decoded on all cores and written in order, and only a few are in memory at a time. What was broken off goes on
/// where it was. An image that cannot be used is listed and left out.
/// </summary>
public sealed class ImageImport : IDisposable
{
    private readonly ImportSource _source;
    private readonly ImportOptions _options;
    private readonly IProgress<ImportProgress>? _progress;
    private readonly string _part;
    private readonly int _total;
    private readonly ConcurrentBag<FrameDecoder> _decoders = [];
    private readonly byte[] _padding;
    private FileStream? _frames;
    private ImportJournal? _journal;
    private int _written;
    private int _skipped;
    private int _resumed;

    private ImageImport(ImportSource source, ImportOptions options, IProgress<ImportProgress>? progress)
    {
        _source = source;
        _options = options;
        _progress = progress;
        _part = options.Output + ".part";
        _total = Math.Min(source.Count, options.Limit ?? int.MaxValue);
        _padding = new byte[SetFileHeader.StrideOf(options.Size) - options.Size * options.Size];
    }

    private int Done => _written + _skipped;

    /// <summary>Where the images that an import leaves out are listed.</summary>
    public static string ReportOf(string output) => output + ".skipped.txt";

    /// <summary>Imports a source, or what an earlier run left of it.</summary>
    /// <param name="source">The images.</param>
    /// <param name="options">How, and where to.</param>
    /// <param name="progress">Told about every image, from one thread at a time.</param>
    /// <param name="cancellation">Ends the import between two images; the same call goes on from there.</param>
    /// <exception cref="DataException">There is nothing to import, or the output cannot be written.</exception>
    public static ImportOutcome Run(
        ImportSource source, ImportOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Size, SetFileHeader.MaxSize);
        using ImageImport import = new(source, options, progress);
        try
        {
            import.Begin();
            import.Convert(cancellation);
            cancellation.ThrowIfCancellationRequested();
            return import.Finish();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException(
                $"The data set cannot be written ({cause.Message.TrimEnd('.')})",
                options.Output,
                "check that the folder exists, that you may write there, that no other import writes there and that the disk is not full; "
                + "the same command goes on where this one was",
                cause);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal?.Dispose();
        _frames?.Dispose();
        foreach (FrameDecoder decoder in _decoders)
        {
            decoder.Dispose();
        }
    }

    private void Begin()
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(_options.Output)) ?? ".";
        Directory.CreateDirectory(folder);
        int stride = SetFileHeader.StrideOf(_options.Size);
        _frames = new FileStream(_part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 20);
        byte[] frame = new byte[_options.Size * _options.Size];
        _journal = ImportJournal.Open(_options.Output + ".journal", Fingerprint(), IsThere, out _skipped, out _written);
        _resumed = Done;
        long end = SetFileHeader.FramesOffset + (long)_written * stride;
        DiskSpace.ThrowUnlessRoom(_options.Output, (long)(_total - Done) * (stride + 128), folder);
        _frames.SetLength(end);
        _frames.Position = end;
        Report();

        bool IsThere(int index, SetEntry entry)
        {
            _frames.Position = SetFileHeader.FramesOffset + (long)index * stride;
            return _frames.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length && Checksum(frame) == entry.Checksum;
        }
    }

    private void Convert(CancellationToken cancellation)
    {
        using CancellationTokenSource broken = new();
        Exception? failure = null;
        TransformBlock<ImportItem, Decoded> decode = new(Decode, new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = _options.Threads,
            BoundedCapacity = 4 * _options.Threads,
            EnsureOrdered = true,
            SingleProducerConstrained = true,
            CancellationToken = broken.Token,
        });
        ActionBlock<Decoded> write = new(
            decoded =>
            {
                try
                {
                    Write(decoded);
                }
                catch (Exception cause)
                {
                    failure = cause;
                    broken.Cancel();
                }
            },
            new ExecutionDataflowBlockOptions { BoundedCapacity = 4 * _options.Threads, CancellationToken = broken.Token });
        decode.LinkTo(write, new DataflowLinkOptions { PropagateCompletion = true });
        try
        {
            foreach (ImportItem item in Chosen().Skip(Done))
            {
                if (cancellation.IsCancellationRequested || !(decode.Post(item) || decode.SendAsync(item, broken.Token).GetAwaiter().GetResult()))
                {
                    break;
                }
            }

            decode.Complete();
            write.Completion.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (failure is not null)
        {
        }
        finally
        {
            decode.Complete();
            Task.WhenAny(write.Completion).GetAwaiter().GetResult();
        }

        if (failure is not null)
        {
            throw failure is DataException or IOException or UnauthorizedAccessException
                ? failure
                : new InvalidOperationException("An image could not be written.", failure);
        }

        Flush();
    }

    // The images wanted, evenly over the source.
    private IEnumerable<ImportItem> Chosen()
    {
        int index = 0;
        int chosen = 0;
        foreach (ImportItem item in _source.Items())
        {
            if (chosen < _total && index == (int)((long)chosen * _source.Count / _total))
            {
                chosen++;
                yield return item;
            }

            index++;
        }
    }

    private Decoded Decode(ImportItem item)
    {
        if (!_decoders.TryTake(out FrameDecoder? decoder))
        {
            decoder = new FrameDecoder(_options.Size, _options.Fit);
        }

        byte[] frame = ArrayPool<byte>.Shared.Rent(_options.Size * _options.Size);
        Span<byte> pixels = frame.AsSpan(0, _options.Size * _options.Size);
        try
        {
            if (item.File is not null)
            {
                decoder.Read(item.File, pixels);
            }
            else
            {
                decoder.Fit(item.Image!, pixels);
            }

            return new Decoded(item, frame, Checksum(frame, pixels.Length), null);
        }
        catch (DataException cause)
        {
            ArrayPool<byte>.Shared.Return(frame);
            return new Decoded(item, null, 0, $"{cause.What}: {cause.Remedy}");
        }
        finally
        {
            _decoders.Add(decoder);
        }
    }

    private void Write(Decoded decoded)
    {
        if (decoded.Frame is null)
        {
            _journal!.AddSkipped(decoded.Item.Name, decoded.Reason!);
            _skipped++;
        }
        else
        {
            _frames!.Write(decoded.Frame, 0, _options.Size * _options.Size);
            _frames.Write(_padding);
            ArrayPool<byte>.Shared.Return(decoded.Frame);
            _journal!.AddFrame(new SetEntry(decoded.Item.Label, decoded.Checksum, decoded.Item.Name));
            _written++;
        }

        if (Done % _options.FramesBetweenFlushes == 0)
        {
            Flush();
        }

        Report();
    }

    // Frames first: the journal must not promise what is not there.
    private void Flush()
    {
        _frames!.Flush();
        _journal!.Flush();
    }

    private ImportOutcome Finish()
    {
        string? report = WriteReport();
        if (_written == 0)
        {
            string reason = _journal!.Skipped().Select(file => $"{file.Path}: {file.Reason}").FirstOrDefault("there is none");
            Discard();
            throw new DataException(
                "The source holds no readable images", _source.Path, $"all {_skipped} files were refused, the first thus: {reason.TrimEnd('.')}");
        }

        SetFileHeader header = SetFileTables.Write(_frames!, _options.Size, _source.ClassNames, _journal!.Frames);
        _frames!.Position = 0;
        _frames.Write(header.ToBytes());
        _frames.Flush(flushToDisk: true);
        _frames.Dispose();
        File.Move(_part, _options.Output, overwrite: true);
        _journal.Dispose();
        File.Delete(_options.Output + ".journal");
        return new ImportOutcome(_options.Output, _written, _skipped, report, _resumed);
    }

    private string? WriteReport()
    {
        string path = ReportOf(_options.Output);
        if (_skipped == 0)
        {
            File.Delete(path);
            return null;
        }

        File.WriteAllLines(path, _journal!.Skipped().Select(file => $"{file.Path}\t{file.Reason}"));
        return path;
    }

    private void Discard()
    {
        _journal!.Dispose();
        _frames!.Dispose();
        File.Delete(_part);
        File.Delete(_options.Output + ".journal");
    }

    private string Fingerprint()
    {
        string settings = string.Create(CultureInfo.InvariantCulture, $"{_source.Fingerprint()} {_options.Size} {_options.Fit} {_total}");
        return System.Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(settings)));
    }

    private void Report() => _progress?.Report(new ImportProgress(Done, _total, _skipped, _resumed));

    private static int Checksum(byte[] frame) => Checksum(frame, frame.Length);

    private static int Checksum(byte[] frame, int count) => Crc32.Finish(Crc32.Update(Crc32.Start, frame, 0, count));

    private readonly record struct Decoded(ImportItem Item, byte[]? Frame, int Checksum, string? Reason);
}
