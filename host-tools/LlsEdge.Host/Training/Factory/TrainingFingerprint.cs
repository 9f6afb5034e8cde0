using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Training.Factory;

/// <summary>Tells trainings apart: what is trained, how, and on what, but not from where.</summary>
internal static class TrainingFingerprint
{
    public static byte[] Of(ModelDescription description, ImageSet set, FactoryOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(description.ToJson()));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(options));
        Append(hash, set);
        Append(hash, options.Negatives);
        Append(hash, options.Validation);
        for (int i = 0; options.Teacher is { } teacher && i < set.Count; i++)
        {
            hash.AppendData(BitConverter.GetBytes(teacher.Target(i, set.GetLabel(i))));
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ImageSet? set)
    {
        hash.AppendData(BitConverter.GetBytes(set?.Count ?? -1));
        if (set is null)
        {
            return;
        }

        hash.AppendData(set.Labels);
        for (int i = 0; i < set.Count; i++)
        {
            hash.AppendData(set.GetFrame(i));
        }
    }
}
