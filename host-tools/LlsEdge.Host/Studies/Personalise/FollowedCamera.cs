using LlsEdge.Host.Data;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>
/// Lets the camera's mean follow every frame that is seen, labelled or not, as an average over about the last 32: what that would be worth. It takes for
/// granted that those frames show a person about as often as the frames taught.
/// </summary>
internal static class FollowedCamera
{
    private const double Share = 1.0 / 32;

    /// <summary>Measures accuracy on a set in time order; the mean is as before afterwards.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="set">The frames.</param>
    public static double Accuracy(BoardRoomLearner learner, ImageSet set)
    {
        Readout readout = learner.Readout;
        short[] before = [.. readout.CameraMean];
        double[] mean = [.. before.Select(m => (double)m)];
        int right = 0;
        for (int i = 0; i < set.Count; i++)
        {
            right += learner.Predict(new RoomFrame(set, i)) == set.GetLabel(i) ? 1 : 0;
            for (int j = 0; j < mean.Length; j++)
            {
                mean[j] += Share * (readout.Features[j] - mean[j]);
                readout.CameraMean[j] = (short)Math.Round(mean[j]);
            }
        }

        before.CopyTo(readout.CameraMean, 0);
        return right / (double)set.Count;
    }
}
