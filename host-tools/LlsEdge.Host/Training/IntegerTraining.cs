using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Fast;
using LlsEdge.Learning;

namespace LlsEdge.Host.Training;

/// <summary>
/// Trains a described model from random weights with the board's integer arithmetic, one frame a step: all convolutions by their local rule and the readout
/// by its own cross-entropy, at the same time, in one run.
/// The readout's standardisation follows the moving features now and then, without changing what it answers.
/// </summary>
public static class IntegerTraining
{
    internal const int StepsBetweenRates = 500;
    internal const int FramesToStandardiseOn = 500;

    /// <summary>Trains and tests.</summary>
    /// <param name="description">The model; layers whose factory rate is 0 stay as they were drawn.</param>
    /// <param name="train">The frames to learn, each once an epoch in an order drawn from the seed.</param>
    /// <param name="test">The frames to test on after every epoch.</param>
    /// <param name="epochs">Passes over <paramref name="train"/>.</param>
    /// <param name="seed">The seed of weights, order and stochastic rounding.</param>
    /// <param name="progress">Told the fraction done, 0 to 1.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <returns>The trained model and its accuracy after each epoch.</returns>
    public static IntegerTrainingResult Run(
        ModelDescription description, ImageSet train, ImageSet test, int epochs, int seed, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        Model model = ModelBuilder.Build(description, seed);
        ImageSet sample = train.Slice(0, Math.Min(FramesToStandardiseOn, train.Count));
        FeatureStatistics.Set(model, sample, cancellation);
        bool moves = model.Layers.Any(l => l.Learns);
        model.Readout.Learns = true;
        IIntegerLearner learner = IntegerLearner.Create(model);
        int total = epochs * train.Count;
        double[] accuracy = new double[epochs];
        double[] saturations = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            int[] order = TrainingSchedule.Order(train.Count, seed, epoch);
            long saturated = 0;
            for (int n = 0; n < order.Length; n++)
            {
                int step = (epoch * train.Count) + n;
                if (step % StepsBetweenRates == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    SetRates(model, description, TrainingSchedule.Share(step, total));
                    progress?.Report((double)step / total);
                }

                if (moves && TrainingSchedule.IsTimeToStandardise(step))
                {
                    FeatureStatistics.Follow(learner.Store(), sample, cancellation);
                }

                learner.Train(train.GetFrame(order[n]), train.GetLabel(order[n]));
                saturated += learner.Saturations;
            }

            accuracy[epoch] = Test(learner, test);
            saturations[epoch] = (double)saturated / train.Count;
        }

        progress?.Report(1);
        return new IntegerTrainingResult(learner.Store(), accuracy, saturations);
    }

    private static double Test(IIntegerLearner learner, ImageSet set) =>
        Enumerable.Range(0, set.Count).Count(i => learner.Predict(set.GetFrame(i)) == set.GetLabel(i)) / (double)set.Count;

    /// <summary>Sets the factory rates of all that learns, each multiplied by a share.</summary>
    internal static void SetRates(Model model, ModelDescription description, double share)
    {
        for (int i = 0; i < model.Layers.Length; i++)
        {
            if (model.Layers[i].Learns)
            {
                ModelBuilder.SetRate(model.Layers[i], LearningRate.AtLeastSmallest(description.Layers[i].FactoryRate * share));
                if (model.Layers[i].Modulation is not null)
                {
                    ModelBuilder.SetRate(model.Layers[i].Modulation, LearningRate.AtLeastSmallest(description.ModulationRate * share));
                }
            }
        }

        ModelBuilder.SetRate(model.Readout, LearningRate.AtLeastSmallest(description.Readout.FactoryRate * share));
    }
}

/// <summary>What <see cref="IntegerTraining"/> ends with.</summary>
/// <param name="Model">The trained model.</param>
/// <param name="Accuracy">The share of right answers on the test set after each epoch, 0 to 1.</param>
/// <param name="Saturations">How many quantities hit their limits in a step, averaged over each epoch.</param>
public sealed record IntegerTrainingResult(Model Model, IReadOnlyList<double> Accuracy, IReadOnlyList<double> Saturations);
