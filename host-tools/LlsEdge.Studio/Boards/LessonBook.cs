namespace LlsEdge.Studio.Boards;

/// <summary>The lessons since a board was connected, less those taken back.</summary>
internal sealed class LessonBook
{
    private readonly List<Lesson> _lessons = [];
    private int _kept;

    /// <summary>Gets the lessons, oldest first.</summary>
    public IReadOnlyList<Lesson> Lessons => _lessons;

    /// <summary>Adds a lesson.</summary>
    /// <param name="lesson">The lesson.</param>
    public void Add(Lesson lesson) => _lessons.Add(lesson);

    /// <summary>Notes that the board keeps its model as of now for an undo.</summary>
    public void MarkKept() => _kept = _lessons.Count;

    /// <summary>Takes back the lessons since the model was kept.</summary>
    /// <returns>How many they were.</returns>
    public int TakeBack()
    {
        int count = _lessons.Count - _kept;
        _lessons.RemoveRange(_kept, count);
        return count;
    }
}
