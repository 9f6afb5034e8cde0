using System.Text.Json;

namespace LlsEdge.Host.Data.Import;

/// <summary>Takes one token of a JSON text.</summary>
/// <param name="reader">Stands on it.</param>
internal delegate void JsonTokenHandler(ref Utf8JsonReader reader);

/// <summary>Reads JSON token by token from a file of any length.</summary>
internal static class JsonTokens
{
    private const int BufferLength = 1 << 16;
    private const int LongestToken = 1 << 26;

    /// <summary>Hands every token of a file over.</summary>
    /// <exception cref="DataException">The file is missing or no JSON.</exception>
    public static void Read(string path, JsonTokenHandler handler, Action<double>? progress = null, CancellationToken cancellation = default)
    {
        long done = 0;
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            byte[] buffer = new byte[BufferLength];
            int filled = 0;
            bool last = false;
            JsonReaderState state = default;
            while (!last)
            {
                cancellation.ThrowIfCancellationRequested();
                int count = stream.Read(buffer, filled, buffer.Length - filled);
                int from = done == 0 && filled == 0 && buffer.AsSpan(0, count).StartsWith("\uFEFF"u8) ? 3 : 0;
                last = count == 0;
                filled += count;
                Utf8JsonReader reader = new(buffer.AsSpan(from, filled - from), last, state);
                while (reader.Read())
                {
                    handler(ref reader);
                }

                state = reader.CurrentState;
                int used = from + (int)reader.BytesConsumed;
                done += used;
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length < LongestToken ? buffer.Length * 2 : throw new JsonException("a value in it is far too long"));
                }

                progress?.Invoke((double)done / Math.Max(1, stream.Length));
            }
        }
        catch (JsonException cause)
        {
            throw new DataException($"The file is no sound JSON, near byte {done}", path, "copy or download it again", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException("The file cannot be read", path, "check that it exists and that you may read it", cause);
        }
    }
}
