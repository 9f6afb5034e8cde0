using LlsEdge.Host.Data;

namespace LlsEdge.Studio.Boards;

/// <summary>Teaches the first frames of a set and measures on another, a frame at a time.</summary>
internal sealed class Replay
{
    private readonly BoardSession _board;
    private readonly ImageSet _teach;
    private readonly ImageSet _test;
    private readonly string _description;
    private string _stage;
    private int _done;
    private int _right;
    private int _taught;
    private double? _before;
    private double? _after;

    /// <summary>Prepares a replay; nothing is sent yet.</summary>
    /// <param name="board">The board.</param>
    /// <param name="spec">What is wanted.</param>
    /// <param name="teach">The frames to teach.</param>
    /// <param name="test">The frames to measure on.</param>
    public Replay(BoardSession board, ReplaySpec spec, ImageSet teach, ImageSet test)
    {
        _board = board;
        _teach = teach;
        _test = test;
        _description = $"{teach.Count} frames of {spec.Teach.Describe()}, measured on {test.Count} of {spec.Test.Describe()}";
        _stage = spec.MeasuresBefore ? "measuring" : "teaching";
    }

    /// <summary>Gets whether it goes on.</summary>
    public bool IsRunning => _stage is not ("done" or "stopped");

    /// <summary>Gets how far it is.</summary>
    public ReplayView View => new(_stage, _done, _stage == "teaching" ? _teach.Count : _test.Count, _before, _after, _taught, _test.Count, _description);

    /// <summary>Loads the frames that a replay needs, and checks that the model can take them.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="size">The side of the model's frames.</param>
    /// <param name="classes">The number of the model's classes.</param>
    /// <returns>The first frames.</returns>
    public static ImageSet Load(FrameSource source, int count, int size, int classes)
    {
        if (count < 1)
        {
            throw new StudioException("A replay needs at least one frame to teach and one to measure on: give a number from 1.");
        }

        ImageSet set = source.Load(size, count);
        set = set.Slice(0, Math.Min(count, set.Count));
        int highest = set.Labels.ToArray().DefaultIfEmpty().Max();
        return set.Count > 0 && highest < classes
            ? set
            : throw new StudioException(
                $"The set {source.Describe()} has {set.Count} frames with labels up to {highest}, but the board's model has {classes} classes, from 0: "
                + "choose another set or another model.");
    }

    /// <summary>Does the next frame.</summary>
    /// <returns>The lesson if it was one.</returns>
    public Lesson? Step()
    {
        if (_stage == "teaching")
        {
            return TeachNext();
        }

        _right += _board.Predict(_test.GetFrame(_done)) == _test.GetLabel(_done) ? 1 : 0;
        _done++;
        if (_done == _test.Count)
        {
            double share = (double)_right / _test.Count;
            _right = 0;
            if (_stage == "measuring")
            {
                _before = share;
                _stage = "teaching";
                _done = 0;
            }
            else
            {
                _after = share;
                _stage = "done";
            }
        }

        return null;
    }

    /// <summary>Ends it where it is; what has been taught stays, and can be undone.</summary>
    public void Stop() => _stage = "stopped";

    private Lesson TeachNext()
    {
        if (_done == 0)
        {
            _board.KeepForUndo();
        }

        Lesson lesson = _board.Train(_teach.GetFrame(_done), _teach.GetLabel(_done), "replay");
        _taught++;
        _done++;
        if (_done == _teach.Count)
        {
            _stage = "measuringAgain";
            _done = 0;
        }

        return lesson;
    }
}
