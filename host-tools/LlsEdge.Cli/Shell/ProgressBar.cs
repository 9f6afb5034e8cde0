using Spectre.Console;

namespace LlsEdge.Cli.Shell;

/// <summary>A progress bar on a terminal.</summary>
internal sealed class ProgressBar : IWorkProgress
{
    // Leaves room for a line of text on a terminal of 80 columns.
    private const int BarWidth = 16;

    private readonly ProgressTask _task;

    private ProgressBar(ProgressTask task)
    {
        _task = task;
    }

    /// <summary>Does something long under a bar.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="console">The terminal.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="work">Does it.</param>
    /// <returns>What the work gives.</returns>
    public static T Run<T>(IAnsiConsole console, string title, Func<IWorkProgress, T> work) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new ProgressBar(context.AddTask(Markup.Escape(title), maxValue: 1))));

    /// <inheritdoc/>
    public void Report(double value) => _task.Value = value;

    /// <inheritdoc/>
    public void Say(string text) => _task.Description = Markup.Escape(text);
}
