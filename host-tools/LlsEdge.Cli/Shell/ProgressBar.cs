using Spectre.Console;
using Spectre.Console.Rendering;

namespace LlsEdge.Cli.Shell;

/// <summary>A progress bar on a terminal.</summary>
internal sealed class ProgressBar : IWorkProgress
{
    // Leaves room for a line of text on a terminal of 80 columns.
    private const int BarWidth = 16;

    private readonly IAnsiConsole _console;
    private ProgressTask? _task;
    private volatile IRenderable? _picture;

    private ProgressBar(IAnsiConsole console)
    {
        _console = console;
    }

    /// <summary>Does something long under a bar.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="console">The terminal.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Does it.</param>
    /// <returns>What the work gives.</returns>
    public static T Run<T>(IAnsiConsole console, string title, Func<IWorkProgress, T> work)
    {
        var bar = new ProgressBar(console);
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new RemainingTimeColumn())
            .UseRenderHook((tasks, _) => bar._picture is { } picture ? new Rows(picture, tasks) : tasks)
            .Start(context =>
            {
                bar._task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work(bar);
            });
    }

    /// <inheritdoc/>
    public void Report(double value) => _task!.Value = value;

    /// <inheritdoc/>
    public void Say(string text) => _task!.Description = Markup.Escape(text);

    /// <inheritdoc/>
    public void Note(string line) => _console.WriteLine(line);

    /// <inheritdoc/>
    public void Draw(IRenderable picture) => _picture = picture;
}
