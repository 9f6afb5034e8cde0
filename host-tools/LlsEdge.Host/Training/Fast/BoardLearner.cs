using LlsEdge.Learning;

namespace LlsEdge.Host.Training.Fast;

/// <summary>The board's own learner behind the desk's interface.</summary>
public sealed class BoardLearner : IIntegerLearner
{
    private readonly Learner _learner;

    /// <summary>Creates the learner.</summary>
    /// <param name="model">The model; the learner changes it.</param>
    public BoardLearner(Model model) => _learner = new Learner(model);

    /// <inheritdoc/>
    public int Saturations => _learner.Saturations;

    /// <inheritdoc/>
    public int Predict(byte[] frame) => _learner.Predict(frame);

    /// <inheritdoc/>
    public int Train(byte[] frame, int label) => _learner.Train(frame, label);

    /// <inheritdoc/>
    public Model Store() => _learner.Model;
}
