using LlsEdge.Host.Data;
using LlsEdge.Host.Device;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Link;

/// <summary>Journals written as text and read again.</summary>
public class JournalTextTests
{
    private static readonly JournalEntry[] s_entries =
    [
        JournalEntry.OfEvent(4, "started", 0, 0xDEADBEEF, 8)!,
        JournalEntry.Of(new TrainingLogEntry(1, 1, 0, 200, [0, 131], 7, 571, 5, "host")),
        JournalEntry.Of(new TrainingLogEntry(2, 0, 0, 90, [0, 12], 0, 570, 6, "button")),
        JournalEntry.OfEvent(7, "cameraMoved", 2, null, 0)!,
    ];

    [Fact]
    public void Lines_of_json_hold_everything()
    {
        string[] lines = [.. s_entries.Select(JournalJson.WriteLine)];

        lines[0].ShouldBe("""{"sequence":4,"kind":"started","step":0,"modelCrc":3735928559,"code":8}""");
        lines[1].ShouldBe(
            """{"sequence":5,"kind":"trained","step":1,"label":1,"predicted":0,"confidence":200,"localConfidences":[0,131],"saturations":7,"milliseconds":571,"source":"host"}""");
        ShouldBeTheSame(JournalReader.Parse(string.Join('\n', lines) + "\n", "test"));
    }

    [Fact]
    public void Csv_can_be_read_again_with_whatever_columns_of_layers()
    {
        ShouldBeTheSame(JournalReader.Parse(JournalCsv.Write(s_entries), "test"));

        string wide = string.Join("\r\n", s_entries.Select(entry => JournalCsv.WriteLine(entry, 3)).Prepend(JournalCsv.WriteHeader(3)));
        IReadOnlyList<JournalEntry> read = JournalReader.Parse(wide, "test");
        read[1].Training!.LocalConfidences.ShouldBe([0, 131, 0]);
        read.Select(entry => entry.Sequence).ShouldBe([4, 5, 6, 7]);
        Should.Throw<ArgumentOutOfRangeException>(() => JournalCsv.WriteLine(s_entries[1], 1));
    }

    [Fact]
    public void The_object_that_log_gives_is_put_in_order_again()
    {
        const string Json = """
            {"port":"x","count":1,"records":[{"step":1,"label":1,"predicted":0,"confidence":200,"localConfidences":[9],"saturations":7,"milliseconds":571,"sequence":5,"source":"host"}],"events":[{"sequence":4,"kind":"put","step":0,"modelCrc":77,"code":0}]}
            """;
        IReadOnlyList<JournalEntry> read = JournalReader.Parse(Json, "test");
        read.Select(entry => (entry.Sequence, entry.KindName, entry.ModelCrc)).ShouldBe([(4, "put", 77u), (5, "trained", null)]);
        read[1].Training!.LocalConfidences.ShouldBe([9]);
    }

    [Fact]
    public void Kinds_of_a_newer_firmware_are_kept()
    {
        JournalEntry entry = JournalEntry.OfEvent(1, "kind77", 3, null, 5)!;
        entry.Kind.ShouldBe(77);
        entry.KindName.ShouldBe("kind77");
        JournalEntry.OfEvent(1, "trained", 3, null, 5).ShouldBeNull();
        JournalEntry.OfEvent(1, "baked", 3, null, 5).ShouldBeNull();
    }

    [Theory]
    [InlineData("{\"sequence\":4,\"kind\":\"baked\",\"step\":0,\"code\":8}")]
    [InlineData("{\"sequence\":4,\"kind\":\"put\"}")]
    [InlineData("{\"sequence\":4,\"kind\":\"trained\",\"step\":0}")]
    [InlineData("{\"sequence\":4,")]
    [InlineData("{\"records\":[1],\"events\":[]}")]
    [InlineData("a,b,c\n1,2,3")]
    [InlineData("step,label,predicted,confidence,saturations,milliseconds,record,kind,source,modelCrc,code\n1,2")]
    [InlineData("step,label,predicted,confidence,saturations,milliseconds,record,kind,source,modelCrc,code\nx,1,1,1,1,1,1,trained,host,,")]
    public void Something_else_is_refused(string text)
    {
        Should.Throw<DataException>(() => JournalReader.Parse(text, "some.log")).Message.ShouldContain("some.log");
    }

    [Fact]
    public void An_empty_file_holds_no_record_and_a_missing_one_is_told()
    {
        JournalReader.Parse("", "test").ShouldBeEmpty();
        Should.Throw<DataException>(() => JournalReader.ReadFile(Path.Combine(Path.GetTempPath(), "llsedge-no-such.jsonl"))).Message.ShouldContain("cannot be read");
    }

    private static void ShouldBeTheSame(IReadOnlyList<JournalEntry> read)
    {
        read.Select(entry => (entry.Sequence, entry.Kind, entry.Step, entry.Value, entry.Label)).ShouldBe(
            s_entries.Select(entry => (entry.Sequence, entry.Kind, entry.Step, entry.Value, entry.Label)));
        for (int i = 0; i < s_entries.Length; i++)
        {
            read[i].Training?.LocalConfidences.ShouldBe(s_entries[i].Training!.LocalConfidences);
            read[i].Training?.Source.ShouldBe(s_entries[i].Training!.Source);
        }
    }
}
