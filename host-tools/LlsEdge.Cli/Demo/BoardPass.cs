using LlsEdge.Host.Data;
using LlsEdge.Host.Device;

namespace LlsEdge.Cli.Demo;

/// <summary>What the board answered on a set, frame by frame.</summary>
/// <param name="Predicted">The predicted class of each frame.</param>
/// <param name="Accuracy">Share of right answers, 0 to 1, as the board itself counted.</param>
/// <param name="Confusion">[true class][predicted class], as the board itself counted.</param>
internal sealed record BoardPass(int[] Predicted, double Accuracy, int[][] Confusion)
{
    /// <summary>Sends a set to the board for evaluation.</summary>
    /// <param name="client">The board.</param>
    /// <param name="set">The frames.</param>
    /// <param name="report">Told the fraction done.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    /// <returns>The answers.</returns>
    public static BoardPass Evaluate(DeviceClient client, ImageSet set, Action<double> report, CancellationToken cancellation)
    {
        int[] predicted = new int[set.Count];
        client.ResetEvaluation(cancellation);
        for (int i = 0; i < set.Count; i++)
        {
            predicted[i] = client.Evaluate(set.GetFrame(i), set.GetLabel(i), cancellation).Class;
            report((i + 1.0) / set.Count);
        }

        BoardEvaluation counted = client.GetEvaluation(cancellation);
        IEnumerable<int> classes = Enumerable.Range(0, counted.ClassCount);
        int[][] confusion = [.. classes.Select(label => classes.Select(answer => counted[label, answer]).ToArray())];
        return new BoardPass(predicted, counted.Accuracy, confusion);
    }
}
