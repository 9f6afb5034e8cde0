using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>A room to learn, for every method the same: the factory model, the frames, and when to measure.</summary>
/// <param name="Factory">The factory model's file.</param>
/// <param name="Room">The room.</param>
/// <param name="General">Frames of other cameras, or null.</param>
/// <param name="Checkpoints">After how many frames to measure, ascending.</param>
internal sealed record RoomTask(byte[] Factory, Room Room, ImageSet? General, IReadOnlyList<int> Checkpoints)
{
    /// <summary>Loads the factory model anew.</summary>
    public Model LoadModel() => ModelFile.Parse(Factory, "the factory model");

    /// <summary>Teaches the frames in order and measures at the checkpoints.</summary>
    /// <param name="teach">Learns a frame of the room's teaching set, by its index.</param>
    /// <param name="predict">Decides on a frame of the room's test set, by its index.</param>
    /// <param name="general">Measures on the general set, at the last checkpoint.</param>
    /// <param name="tailChange">Tells how far the last layer has moved.</param>
    public IReadOnlyList<Checkpoint> Run(Action<int> teach, Func<int, int> predict, Func<double?>? general = null, Func<double?>? tailChange = null)
    {
        var results = new List<Checkpoint>();
        int taught = 0;
        foreach (int n in Checkpoints)
        {
            for (; taught < n; taught++)
            {
                teach(taught);
            }

            // The general set is large: it is measured once, at the end.
            results.Add(new Checkpoint(n, Accuracy(predict), n == Checkpoints[^1] ? general?.Invoke() : null, tailChange?.Invoke()));
        }

        return results;
    }

    /// <summary>Measures on the room's test set.</summary>
    /// <param name="predict">Decides on a frame, by its index.</param>
    public double Accuracy(Func<int, int> predict) =>
        Enumerable.Range(0, Room.Test.Count).Count(i => predict(i) == Room.Test.GetLabel(i)) / (double)Room.Test.Count;

    /// <summary>Measures a model on the general set.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Balanced accuracy, or null without such a set.</returns>
    public double? MeasureGeneral(Model model) => General is null ? null : Evaluation.Run(model, General).BalancedAccuracy;
}
