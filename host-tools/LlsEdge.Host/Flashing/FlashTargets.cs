using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlsEdge.Host.Flashing;

/// <summary>
/// Which firmware image a board takes, and what that image leaves of the flash: <c>flash-targets.json</c>.
/// </summary>
public sealed class FlashTargets
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new HexConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private readonly Content _content;

    private FlashTargets(Content content)
    {
        _content = content;
    }

    /// <summary>Gets the table that came with this library.</summary>
    public static FlashTargets Default { get; } = Load();

    /// <summary>Gets major and minor version of the CLR that the firmware's packages belong to.</summary>
    public string ClrLine => _content.Clr;

    /// <summary>Gets the boards.</summary>
    public IReadOnlyList<FlashBoard> Boards => _content.Boards;

    /// <summary>Gets the firmware images.</summary>
    public IEnumerable<string> Targets => _content.Chips.SelectMany(chip => chip.Targets);

    /// <summary>Gives a board.</summary>
    /// <param name="profile">The name of its profile.</param>
    /// <returns>The board.</returns>
    public FlashBoard GetBoard(string profile) =>
        Boards.FirstOrDefault(board => board.Profile.Equals(profile, StringComparison.OrdinalIgnoreCase))
        ?? throw new FlashException(
            FlashErrorKind.BadRequest,
            $"There is no board profile '{profile}': the profiles are {string.Join(", ", Boards.Select(board => board.Profile))}.");

    /// <summary>Gives the layouts of an image, by ascending size of the flash.</summary>
    /// <param name="target">The image.</param>
    /// <returns>The layouts; none if the image is not known.</returns>
    public IReadOnlyList<FlashLayout> LayoutsOf(string target) =>
        _content.Chips.FirstOrDefault(chip => chip.Targets.Contains(target, StringComparer.OrdinalIgnoreCase))?.Layouts ?? [];

    /// <summary>Gives the layout of an image.</summary>
    /// <param name="target">The image.</param>
    /// <param name="megabytes">The size of the flash.</param>
    /// <returns>The layout.</returns>
    public FlashLayout GetLayout(string target, int megabytes)
    {
        IReadOnlyList<FlashLayout> layouts = LayoutsOf(target);
        if (layouts.Count == 0)
        {
            throw new FlashException(
                FlashErrorKind.BadRequest,
                $"The target '{target}' is not known here: take one of {string.Join(", ", Targets)}, or add its partitions to flash-targets.json.");
        }

        return layouts.FirstOrDefault(layout => layout.FlashMegabytes == megabytes)
            ?? throw new FlashException(
                FlashErrorKind.BadRequest,
                $"{target} has no partition table for {megabytes} MB of flash: it has them for "
                + $"{string.Join(", ", layouts.Select(layout => layout.FlashMegabytes))} MB.");
    }

    private static FlashTargets Load()
    {
        using Stream stream = typeof(FlashTargets).Assembly.GetManifestResourceStream("flash-targets.json")!;
        return new FlashTargets(JsonSerializer.Deserialize<Content>(stream, s_options)!);
    }

    private sealed record Content(string Clr, Chip[] Chips, FlashBoard[] Boards);

    private sealed record Chip(string Name, string[] Targets, FlashLayout[] Layouts);

    /// <summary>Numbers as they are, sizes and addresses as the partition tables write them.</summary>
    private sealed class HexConverter : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
                ? reader.GetInt32()
                : int.Parse(reader.GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
