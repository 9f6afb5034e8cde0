using System.Globalization;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>The methods of the study, and the settings that were chosen for them on the rooms A and B and on drawn rooms.</summary>
internal static class RoomMethods
{
    /// <summary>The tail's rate under the name lls-tail.</summary>
    public const double LlsRate = 0.0005;

    /// <summary>The tail's rate under the name bp-tail.</summary>
    public const double BpRate = 0.003;

    private const double LlsModulatedRate = 0.001;
    private const double FeedbackRate = 0.01;
    private const double TargetRate = 0.0003;
    private const double LocalLossesRate = 0.01;
    private const double HeadOnLastRate = 0.03;
    private const string Rehearsed = "-replay";
    private static readonly double[] s_headRates = [0.003, 0.02];
    private static readonly double[] s_otherLlsRates = [0.003, 0.03];
    private static readonly double[] s_otherBpRates = [0.01];

    /// <summary>Lists the methods.</summary>
    /// <param name="quick">Whether the variations of rates are left out.</param>
    public static IReadOnlyList<RoomMethod> List(bool quick)
    {
        List<RoomMethod> methods =
        [
            new("factory", false, 0.3, (task, _) => Factory(task)),
            new("factory-follow", false, 0.3, (task, _) => FactoryFollowing(task)),
            .. Learnt("shipped", true, (task, seed) => RoomLearners.Shipped(task.Study, seed)),
            new("shipped-follow", true, 0.4, Watched(FollowedCamera.All, follows: true)),
            new("shipped, persons rare", true, 0.4, Watched(FollowedCamera.Rare, follows: false)),
            new("shipped-follow, persons rare", true, 0.4, Watched(FollowedCamera.Rare, follows: true)),
            .. Learnt("head", true, (task, seed) => RoomLearners.Head(task.Study, seed)),
            .. Learnt("lls-tail", true, Lls(LocalRule.Lls, LlsRate)),
            .. Learnt("lls-m-tail", true, Lls(LocalRule.LlsM, LlsModulatedRate)),
            .. Learnt("lls-mxm-tail", true, Lls(LocalRule.LlsMxM, LlsModulatedRate)),
            .. Learnt("bp-tail", false, (task, _) => RoomLearners.Bp(task.Study, BpRate)),
            .. Learnt("dfa-tail", true, (task, seed) => RoomLearners.Feedback(task.Study, seed, FeedbackRate, targetsOnly: false)),
            .. Learnt("drtp-tail", true, (task, seed) => RoomLearners.Feedback(task.Study, seed, TargetRate, targetsOnly: true)),
            .. Learnt("local-losses-tail", true, (task, seed) => RoomLearners.LocalLosses(task.Study, seed, LocalLossesRate)),
            new("random-tail", true, 0.4, (task, seed) => task.Run(new Lesson(RoomLearners.Random(task.Study, task.Room.Teach, seed), false, seed))),
            new("prototypes", false, 0.5, (task, _) => DeskMethods.Prototypes(task, features => features.Last)),
            new("prototypes-readout", false, 0.5, (task, _) => DeskMethods.Prototypes(task, features => features.Readout)),
            new("head-last", false, 0.5, (task, _) => DeskMethods.HeadOnLast(task, HeadOnLastRate)),
            new("pixels", false, 1, (task, _) => DeskMethods.Pixels(task, (frame, size) => FrameStatistics.Pixels(frame, size, 12))),
            new("pixels24", false, 1.5, (task, _) => DeskMethods.Pixels(task, (frame, size) => FrameStatistics.Pixels(frame, size, 24))),
            new("stats", false, 1, (task, _) => DeskMethods.Pixels(task, FrameStatistics.Four)),
        ];
        if (!quick)
        {
            methods.AddRange(s_headRates.SelectMany(rate => Learnt($"head@{Text(rate)}", true, (task, seed) => RoomLearners.Head(task.Study, seed, rate)).Take(1)));
            methods.AddRange(s_otherLlsRates.SelectMany(rate => Learnt($"lls-tail@{Text(rate)}", true, Lls(LocalRule.Lls, rate))));
            methods.AddRange(s_otherBpRates.SelectMany(rate => Learnt($"bp-tail@{Text(rate)}", false, (task, _) => RoomLearners.Bp(task.Study, rate))));
        }

        return methods;
    }

    // A method without and with a memory of frames to rehearse; the latter draws.
    private static RoomMethod[] Learnt(string name, bool draws, Func<RoomTask, int, IRoomLearner> make) =>
    [
        new(name, draws, 0.4, (task, seed) => task.Run(new Lesson(make(task, seed), rehearses: false, seed))),
        new(WithRehearsal(name), true, 0.5, (task, seed) => task.Run(new Lesson(make(task, seed), rehearses: true, seed))),
    ];

    private static string WithRehearsal(string name) =>
        name.IndexOf('@', StringComparison.Ordinal) is int at and >= 0 ? name.Insert(at, Rehearsed) : name + Rehearsed;

    private static Func<RoomTask, int, IRoomLearner> Lls(LocalRule rule, double rate) => (task, seed) => RoomLearners.Lls(task.Study, seed, rule, rate);

    private static IReadOnlyList<Checkpoint> Factory(RoomTask task)
    {
        BoardRoomLearner learner = RoomLearners.Shipped(task.Study, 1);
        double accuracy = task.Accuracy(i => learner.Predict(new RoomFrame(task.Room.Test, i)));
        return [new Checkpoint(0, accuracy, task.General is null ? null : RoomScore.Of(learner, task.General).Balanced)];
    }

    private static IReadOnlyList<Checkpoint> FactoryFollowing(RoomTask task)
    {
        BoardRoomLearner learner = RoomLearners.Shipped(task.Study, 1);
        return [new Checkpoint(0, FollowedCamera.Accuracy(learner, FollowedCamera.All(task.Room.Test), follows: true))];
    }

    // The camera mean's behaviour between lessons, on the room's test frames or on those of a room where persons are rare.
    private static Func<RoomTask, int, IReadOnlyList<Checkpoint>> Watched(Func<ImageSet, IEnumerable<RoomFrame>> frames, bool follows) => (task, seed) =>
    {
        BoardRoomLearner learner = RoomLearners.Shipped(task.Study, seed);
        return task.Run(new Lesson(learner, rehearses: false, seed), () => FollowedCamera.Accuracy(learner, frames(task.Room.Test), follows));
    };

    private static string Text(double rate) => rate.ToString(CultureInfo.InvariantCulture);
}
