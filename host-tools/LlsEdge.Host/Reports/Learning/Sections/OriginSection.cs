namespace LlsEdge.Host.Reports.Learning.Sections;

/// <summary>What the report was made of, and how to make it again.</summary>
internal static class OriginSection
{
    public static ReportSection Of(LearningReportInput input)
    {
        List<string[]> rows =
        [
            ["made", input.Date],
            ["with", input.Tool],
            ["model", input.After is ReportedModel after ? Describe(after) : "none: --model FILE or --port PORT gives one"],
            ["model before", input.Before is ReportedModel before ? Describe(before) : "none found: --before FILE names it"],
            ["frames", input.Frames is { } set ? $"{set.Count} of {set.Source}, {set.Size}×{set.Size}" : "none: --data SET gives some"],
            ["journal", input.Journal is null ? "none: --port PORT or --log FILE gives it" : Describe(input.Journal)],
            ["board", input.Board is ReportedBoard board ? Describe(board) : "none was asked: --port PORT names one"],
        ];
        Markup table = Markup.Of($"""
            <div class="scroll"><table class="facts"><tbody>
            {rows.Select(row => Markup.Of($"""<tr><th scope="row">{row[0]}</th><td>{row[1]}</td></tr>"""))}
            </tbody></table></div>
            <pre><code>{input.CommandLine}</code></pre>
            """);
        return new ReportSection(
            "origin",
            "How this was made",
            "Answers on frames were computed on the desk with the board’s own sources, bit for bit what the board would say; "
                + "the journal and the counters are the board’s.",
            table);
    }

    private static string Describe(ReportedModel model) =>
        $"{model.Name}, {model.Source}: CRC {model.Crc:X8}, {Figures.Count(model.Bytes)} bytes, {model.Model.Layers.Length} layers, "
        + $"{Figures.Count(model.Model.Step)} training steps";

    private static string Describe(IReadOnlyList<Device.JournalEntry> journal) =>
        journal.Count == 0
            ? "empty"
            : $"records {journal[0].Sequence} to {journal[^1].Sequence}, {journal.Count(entry => entry.Training is not null)} of them training steps";

    private static string Describe(ReportedBoard board) =>
        $"{board.Info.Target} ({board.Info.Maker}), firmware {board.Info.Firmware}, at {board.Port}, up for {Figures.Count(board.Info.UptimeMilliseconds / 1000.0)} s";
}
