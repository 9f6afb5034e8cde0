using System.Text;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using LlsEdge.Link;

namespace LlsEdge.Cli.Reports;

/// <summary>Writes a journal record by record, each flushed at once: whatever ends the process, no line that was written is lost.</summary>
internal sealed class LogStream : IDisposable
{
    private readonly TextWriter _writer;
    private readonly LogFormat _format;
    private readonly string? _path;
    private readonly int _layers = JournalRecord.MaxLayers;

    private LogStream(TextWriter writer, LogFormat format, string? path)
    {
        _writer = writer;
        _format = format;
        _path = path;
    }

    private LogStream(TextWriter writer, LogFormat format, string path, int layers)
        : this(writer, format, path) => _layers = layers;

    /// <summary>Gets the number of the last record that the file held before; 0 for none.</summary>
    public int LastBefore { get; private init; }

    /// <summary>Writes to a writer that stays open.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="format">Text, lines of JSON, or CSV, whose header is written now.</param>
    /// <returns>The stream.</returns>
    public static LogStream To(TextWriter writer, LogFormat format)
    {
        var stream = new LogStream(writer, format, null);
        if (format == LogFormat.Csv)
        {
            stream.WriteLine(JournalCsv.WriteHeader(JournalRecord.MaxLayers));
        }

        return stream;
    }

    /// <summary>Goes on with a file, or begins it. A last line that was broken off is taken away.</summary>
    /// <param name="path">The file; its name tells the format.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="DataException">The file holds something else.</exception>
    public static LogStream Append(string path)
    {
        LogFormat format = LogFile.FormatOf(path);
        if (format == LogFormat.Json)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be followed as one JSON object: name the file .jsonl or .csv.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            string before = File.Exists(path) ? File.ReadAllText(path) : "";
            string whole = before[..(before.LastIndexOf('\n') + 1)];
            IReadOnlyList<JournalEntry> entries = JournalReader.Parse(whole, path);
            bool isCsv = whole.Length > 0 && whole[0] != '{';
            if (whole.Length > 0 && (JournalReader.IsLines(whole) != (format == LogFormat.JsonLines) || isCsv != (format == LogFormat.Csv)))
            {
                throw new DataException("The log is of another format than its name says", path, "choose another file");
            }

            int layers = format == LogFormat.Csv && whole.Length > 0 ? JournalCsv.CountLayers(whole[..whole.IndexOf('\n')].TrimEnd('\r')) : JournalRecord.MaxLayers;
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            file.SetLength(Encoding.UTF8.GetByteCount(whole));
            file.Seek(0, SeekOrigin.End);
            var stream = new LogStream(new StreamWriter(file), format, path, layers) { LastBefore = entries.Count > 0 ? entries[^1].Sequence : 0 };
            if (format == LogFormat.Csv && whole.Length == 0)
            {
                stream.WriteLine(JournalCsv.WriteHeader(layers));
            }

            return stream;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, cause);
        }
    }

    /// <summary>Writes a record.</summary>
    /// <param name="entry">The record.</param>
    public void Write(JournalEntry entry)
    {
        if (_format == LogFormat.Csv && entry.Training?.LocalConfidences.Count > _layers)
        {
            throw new CommandException(
                ExitCode.Output,
                $"{_path} has columns for {_layers} layers, but record {entry.Sequence} has {entry.Training.LocalConfidences.Count}: choose another file.");
        }

        WriteLine(_format switch
        {
            LogFormat.Csv => JournalCsv.WriteLine(entry, _layers),
            LogFormat.JsonLines => JournalJson.WriteLine(entry),
            _ => LogText.ToLine(entry),
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_path is not null)
        {
            _writer.Dispose();
        }
    }

    private static CommandException Unwritable(string path, Exception cause) =>
        new(ExitCode.Output, $"Cannot write {path}: {cause.Message.TrimEnd('.')}; give a place where you may write.", cause);

    private void WriteLine(string line)
    {
        try
        {
            _writer.Write(line + "\n");
            _writer.Flush();
        }
        catch (Exception cause) when (_path is not null && cause is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_path, cause);
        }
    }
}
