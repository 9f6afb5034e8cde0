namespace LlsEdge.Studio.Boards;

/// <summary>Something the page is told.</summary>
/// <param name="Kind"><c>state</c>, <c>frame</c>, <c>lesson</c>, <c>lessons</c> or <c>notice</c>.</param>
/// <param name="Data">What: a <see cref="StudioState"/>, a <see cref="SeenFrame"/>, a <see cref="Lesson"/>, all lessons, a <see cref="Notice"/>.</param>
public sealed record StudioEvent(string Kind, object Data);

/// <summary>A sentence for the person at the page.</summary>
/// <param name="Level"><c>info</c> or <c>error</c>.</param>
/// <param name="Text">The sentence.</param>
public sealed record Notice(string Level, string Text);
