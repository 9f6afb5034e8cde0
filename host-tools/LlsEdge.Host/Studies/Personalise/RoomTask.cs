using LlsEdge.Host.Data;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>A room to learn, for every method the same: the factory model, the frames, and when to measure.</summary>
/// <param name="Study">The factory model.</param>
/// <param name="Room">The room.</param>
/// <param name="General">Frames of other cameras, or null.</param>
/// <param name="Checkpoints">After how many frames to measure, ascending.</param>
internal sealed record RoomTask(StudyModel Study, Room Room, ImageSet? General, IReadOnlyList<int> Checkpoints)
{
    /// <summary>Teaches a learner the frames in order and measures at the checkpoints.</summary>
    /// <param name="lesson">The learner.</param>
    /// <param name="measure">Measures on the room's test frames; null: their plain share of right answers.</param>
    public IReadOnlyList<Checkpoint> Run(Lesson lesson, Func<double>? measure = null)
    {
        IRoomLearner learner = lesson.Learner;
        measure ??= () => Accuracy(i => learner.Predict(new RoomFrame(Room.Test, i)));
        var results = new List<Checkpoint>();
        int taught = 0;
        foreach (int n in Checkpoints)
        {
            for (; taught < n; taught++)
            {
                lesson.Teach(new RoomFrame(Room.Teach, taught));
            }

            // The general set is large: it is measured once, at the end.
            double? general = General is not null && n == Checkpoints[^1] ? RoomScore.Of(learner, General).Balanced : null;
            results.Add(new Checkpoint(n, measure(), general, learner.TailChange));
        }

        return results;
    }

    /// <summary>Teaches the frames in order and measures at the checkpoints.</summary>
    /// <param name="teach">Learns a frame of the room's teaching set, by its index.</param>
    /// <param name="predict">Decides on a frame of the room's test set, by its index.</param>
    public IReadOnlyList<Checkpoint> Run(Action<int> teach, Func<int, int> predict)
    {
        var results = new List<Checkpoint>();
        int taught = 0;
        foreach (int n in Checkpoints)
        {
            for (; taught < n; taught++)
            {
                teach(taught);
            }

            results.Add(new Checkpoint(n, Accuracy(predict)));
        }

        return results;
    }

    /// <summary>Measures on the room's test set, in time order.</summary>
    /// <param name="predict">Decides on a frame, by its index.</param>
    public double Accuracy(Func<int, int> predict)
    {
        int right = 0;
        for (int i = 0; i < Room.Test.Count; i++)
        {
            right += predict(i) == Room.Test.GetLabel(i) ? 1 : 0;
        }

        return right / (double)Room.Test.Count;
    }
}
