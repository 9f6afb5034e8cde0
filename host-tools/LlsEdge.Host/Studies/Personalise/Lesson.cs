namespace LlsEdge.Host.Studies.Personalise;

/// <summary>Teaches frames in order, with a small memory of frames that are rehearsed or without.</summary>
/// <param name="learner">What learns.</param>
/// <param name="rehearses">Whether there is a memory.</param>
/// <param name="seed">The seed of the memory.</param>
internal sealed class Lesson(IRoomLearner learner, bool rehearses, int seed)
{
    /// <summary>Frames of the memory.</summary>
    public const int MemoryFrames = 24;

    /// <summary>Kept frames learnt again after each new one.</summary>
    public const int RehearsalsAStep = 3;

    private readonly Reservoir _memory = new(MemoryFrames, 2, seed);
    private readonly List<RoomFrame> _seen = [];

    /// <summary>Gets what learns.</summary>
    public IRoomLearner Learner => learner;

    /// <summary>Teaches a frame.</summary>
    /// <param name="frame">The frame.</param>
    public void Teach(RoomFrame frame)
    {
        learner.Teach(frame);
        if (!rehearses)
        {
            return;
        }

        for (int r = 0; r < RehearsalsAStep && _memory.Draw() is int kept; r++)
        {
            learner.Rehearse(_seen[kept]);
        }

        _memory.Offer(_seen.Count, frame.Label);
        _seen.Add(frame);
    }
}
