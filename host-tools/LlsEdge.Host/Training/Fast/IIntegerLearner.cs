using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Fast;

/// <summary>Runs and teaches a model in the board's arithmetic, a frame at a time.</summary>
public interface IIntegerLearner
{
    /// <summary>How many quantities hit their limits in the last step.</summary>
    int Saturations { get; }

    /// <summary>Decides what a frame shows.</summary>
    /// <param name="frame">8-bit gray, row-major.</param>
    /// <returns>The class.</returns>
    int Predict(byte[] frame);

    /// <summary>Predicts, then learns the frame's label.</summary>
    /// <param name="frame">8-bit gray, row-major.</param>
    /// <param name="label">The true class.</param>
    /// <returns>The class that was predicted before anything was learnt.</returns>
    int Train(byte[] frame, int label);

    /// <summary>Writes what was learnt into the model that the learner was made of.</summary>
    /// <returns>That model.</returns>
    Model Store();
}
