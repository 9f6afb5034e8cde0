namespace LlsEdge.Host.Flashing;

/// <summary>
/// What a run of nanoff left behind.
/// </summary>
/// <param name="ExitCode">What the system says: nanoff's own code on Windows, its last eight bits elsewhere.</param>
/// <param name="Text">All that it printed.</param>
public sealed record NanoffOutcome(int ExitCode, string Text);
