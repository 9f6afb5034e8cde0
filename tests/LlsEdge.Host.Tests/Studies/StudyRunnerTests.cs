using System.Text.Json.Nodes;
using LlsEdge.Host.Data;
using LlsEdge.Host.Studies;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Studies;

public sealed class StudyRunnerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _measured;

    [Fact]
    public void Rows_come_in_the_plans_order_whatever_finishes_first()
    {
        string[] one = Run(Plan("a", 12), workers: 1, "one.jsonl");
        string[] eight = Run(Plan("a", 12), workers: 8, "eight.jsonl");

        one.ShouldBe([.. Enumerable.Range(0, 12).Select(i => $"{{\"n\":{i}}}")]);
        eight.ShouldBe(one);
    }

    [Fact]
    public void Finished_cells_are_not_measured_again()
    {
        string[] first = Run(Plan("a", 5), 2, "journal.jsonl");
        _measured.ShouldBe(5);

        Run(Plan("a", 7), 2, "journal.jsonl")[..5].ShouldBe(first);

        _measured.ShouldBe(7);
    }

    [Fact]
    public void A_changed_setting_makes_the_journal_worthless()
    {
        Run(Plan("a", 3), 1, "journal.jsonl");
        Run(Plan("b", 3), 1, "journal.jsonl");
        _measured.ShouldBe(6);

        Run(Plan("a", 3), 1, "journal.jsonl");
        _measured.ShouldBe(6);
    }

    [Fact]
    public void A_line_that_was_cut_off_costs_its_own_cell_only()
    {
        Run(Plan("a", 3), 1, "journal.jsonl");
        string text = File.ReadAllText(_folder["journal.jsonl"]);
        File.WriteAllText(_folder["journal.jsonl"], text[..^5]);

        Run(Plan("a", 4), 1, "journal.jsonl").Length.ShouldBe(4);
        _measured.ShouldBe(5);
        Run(Plan("a", 4), 1, "journal.jsonl");
        _measured.ShouldBe(5);
    }

    [Fact]
    public void What_was_finished_before_a_failure_is_kept()
    {
        StudyPlan plan = Plan("a", 3);
        StudyCell broken = new("broken", 1, _ => throw new DataException("It is damaged", "there", "mend it"));
        Should.Throw<DataException>(() => Run(plan with { Cells = [.. plan.Cells, broken] }, 1, "journal.jsonl")).Where.ShouldBe("there");
        _measured.ShouldBe(3);

        Run(plan, 1, "journal.jsonl");
        _measured.ShouldBe(3);
    }

    [Fact]
    public void Cancellation_ends_a_run_between_cells()
    {
        using var source = new CancellationTokenSource();
        StudyPlan plan = Plan("a", 6);
        var runner = new StudyRunner(plan, new StudyJournal(_folder["journal.jsonl"], plan.Settings), 1);

        Should.Throw<OperationCanceledException>(() => runner.Run((_, _) => source.Cancel(), source.Token));

        _measured.ShouldBe(1);
    }

    [Fact]
    public void The_estimate_is_for_what_is_missing_and_for_all_workers()
    {
        StudyPlan plan = Plan("a", 4);
        var journal = new StudyJournal(_folder["journal.jsonl"], plan.Settings);
        new StudyRunner(plan, journal, 2).Estimate.ShouldBe(TimeSpan.FromSeconds(4));
        journal.Add("cell 0", []);
        journal.Add("cell 1", []);
        journal.Add("cell 2", []);
        new StudyRunner(plan, journal, 2).Estimate.ShouldBe(TimeSpan.FromSeconds(2));
        journal.Add("cell 3", []);
        new StudyRunner(plan, journal, 2).Estimate.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        File.WriteAllText(_folder["file"], "");
        var journal = new StudyJournal(Path.Combine(_folder["file"], "journal.jsonl"), "a");
        Should.Throw<DataException>(() => journal.Add("cell", [])).Message.ShouldContain("--out");
    }

    public void Dispose() => _folder.Dispose();

    private StudyPlan Plan(string settings, int cells) => new(
        "test",
        settings,
        [.. Enumerable.Range(0, cells).Select(i => new StudyCell($"cell {i}", 2, _ =>
        {
            // The first cells finish last.
            Thread.Sleep(Math.Max(0, 10 - i));
            Interlocked.Increment(ref _measured);
            return [new JsonObject { ["n"] = i }];
        }))],
        rows => new StudyReport(rows, "", ""));

    private string[] Run(StudyPlan plan, int workers, string file)
    {
        var runner = new StudyRunner(plan, new StudyJournal(_folder[file], plan.Settings), workers);
        return [.. runner.Run(cancellation: TestContext.Current.CancellationToken).Rows.Select(row => row.ToJsonString())];
    }
}
