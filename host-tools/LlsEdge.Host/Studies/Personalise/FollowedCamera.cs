using LlsEdge.Host.Data;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>What a board in continuous mode does between lessons: after each frame that it has decided on, the camera's mean follows.</summary>
internal static class FollowedCamera
{
    private const int Nobody = 0;
    private const int FramesAPerson = 9;

    /// <summary>Measures on a set in time order; the camera's mean is as before afterwards.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="set">The frames.</param>
    /// <param name="follows">Whether the mean follows.</param>
    /// <returns>The mean over the classes of the share of right answers.</returns>
    public static double Accuracy(BoardRoomLearner learner, IEnumerable<RoomFrame> set, bool follows)
    {
        Action restore = learner.KeepCamera();
        int[] right = new int[2];
        int[] all = new int[2];
        foreach (RoomFrame frame in set)
        {
            int predicted = learner.Predict(frame);
            all[frame.Label]++;
            right[frame.Label] += predicted == frame.Label ? 1 : 0;
            if (follows)
            {
                learner.Readout.Follow(predicted, Nobody);
            }
        }

        restore();
        return right.Zip(all, (r, n) => r / (double)n).Average();
    }

    /// <summary>Gives a set's frames.</summary>
    /// <param name="set">The set.</param>
    public static IEnumerable<RoomFrame> All(ImageSet set) => Enumerable.Range(0, set.Count).Select(i => new RoomFrame(set, i));

    /// <summary>Gives a set's frames without most of those that show a person: in one of ten where the set has both equally often.</summary>
    /// <param name="set">The set.</param>
    public static IEnumerable<RoomFrame> Rare(ImageSet set)
    {
        int persons = 0;
        return All(set).Where(frame => frame.Label == Nobody || persons++ % FramesAPerson == 0);
    }
}
