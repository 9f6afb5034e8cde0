using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>Makes the learners of the studies.</summary>
internal static class RoomLearners
{
    /// <summary>The model as its file says what learns.</summary>
    public static BoardRoomLearner Shipped(StudyModel study, int seed) => new(study, study.Load(tailed: false), tailed: false, seed);

    /// <summary>The readout alone.</summary>
    public static BoardRoomLearner Head(StudyModel study, int seed, double? rate = null)
    {
        Model model = study.Load(tailed: false);
        Freeze(model);
        if (rate is double own)
        {
            ModelBuilder.SetRate(model.Readout, own);
        }

        return new BoardRoomLearner(study, model, tailed: false, seed) { RehearsesHead = true };
    }

    /// <summary>The readout, and the last layer by a member of the LLS family.</summary>
    public static BoardRoomLearner Lls(StudyModel study, int seed, LocalRule rule, double rate)
    {
        Model model = study.Load(tailed: true);
        Freeze(model);
        ConvolutionLayer tail = model.Layers[^1];
        tail.Learns = true;
        tail.Masters ??= [.. tail.Weights.Select(w => (short)(w << tail.MasterFraction))];
        ModelBuilder.SetRate(tail, rate);
        bool ownRule = model.Rule == (int)rule && (rule == LocalRule.Lls || tail.Modulation is not null);
        if (!ownRule)
        {
            model.Rule = (int)rule;
            model.BasisRows = model.ClassCount;
            model.Basis = BasisTable.Create((LocalBasis)model.BasisKind, model.BasisRows, model.LongestLatent, model.Seed);
            tail.Modulation = rule == LocalRule.Lls ? null! : ModelBuilder.StartModulation(model);
        }

        return new BoardRoomLearner(study, model, tailed: true, seed);
    }

    /// <summary>The readout, on a last layer that was drawn at random.</summary>
    public static BoardRoomLearner Random(StudyModel study, ImageSet frames, int seed) =>
        new(study, RandomTail.Make(study, frames, seed), tailed: true, seed);

    /// <summary>The readout, and the last layer by back-propagation.</summary>
    public static FloatTail Bp(StudyModel study, double rate) => new(study, rate, (_, _, _, _) => new PropagatedError());

    /// <summary>The readout, and the last layer by direct feedback alignment or direct random target projection.</summary>
    public static FloatTail Feedback(StudyModel study, int seed, double rate, bool targetsOnly) =>
        new(study, rate, (channels, positions, classes, _) => new FeedbackError(channels * positions, classes, targetsOnly, seed));

    /// <summary>The readout, and the last layer by a local classifier that learns with it.</summary>
    public static FloatTail LocalLosses(StudyModel study, int seed, double rate) =>
        new(study, rate, (channels, positions, classes, readoutRate) => new LocalClassifierError(channels, positions, classes, readoutRate, seed));

    private static void Freeze(Model model)
    {
        foreach (ConvolutionLayer layer in model.Layers)
        {
            layer.Learns = false;
        }
    }
}
