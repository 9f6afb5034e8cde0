using LlsEdge.Host.Data;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LlsEdge.Studio.Tests;

/// <summary>The page in real Chromium, with the real firmware on a virtual board behind it.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly string[] s_keys = ["j", "k"];

    private readonly TwoScenes _scenes = new();
    private StudioServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await StudioServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _scenes.Dispose();
    }

    [Fact]
    public async Task A_board_taught_by_keys_and_buttons_gets_better()
    {
        await using StudioPage studio = await browser.Open(_server.Url);
        await Expect(studio.Page.GetByRole(AriaRole.Heading, new() { Name = "Which board shall learn?" })).ToBeVisibleAsync();
        await studio.Shoot("start-1440-light");
        await studio.StartVirtual(_scenes.Stem);

        int early = 0;
        for (int lesson = 1; lesson <= 24; lesson++)
        {
            await Label(studio, byKey: lesson % 2 == 0);
            await studio.ExpectLessons(lesson);
            await studio.ExpectReady();
            early = lesson == 4 ? await studio.ReadShare("#overall") : early;
        }

        (await studio.ReadShare("#recent")).ShouldBeGreaterThan(early);
        (await studio.ReadShare("#recent")).ShouldBeGreaterThanOrEqualTo(80);
        string chart = (await studio.Page.Locator("#accuracy-chart").GetAttributeAsync("aria-label"))!;
        chart.ShouldContain("over 24 lessons");
        (await studio.Page.Locator("#layer-chart").GetAttributeAsync("aria-label"))!.ShouldContain("layer");
        await studio.ShouldBeInOrder();
        await studio.Shoot("taught-1440-light", whole: true);

        await studio.Page.Keyboard.PressAsync("u");
        await studio.ExpectLessons(23);
        await studio.Button("Commit 23 lessons").ClickAsync();
        await Expect(studio.Button("Commit")).ToBeVisibleAsync();
        await studio.ShouldBeInOrder();
    }

    [Theory]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    [InlineData(1440, 900, ColorScheme.Dark)]
    public async Task It_fits_phones_and_desks_by_day_and_by_night(int width, int height, ColorScheme colours)
    {
        await using StudioPage studio = await browser.Open(_server.Url, width, height, colours);
        string name = $"{width}-{colours.ToString().ToLowerInvariant()}";
        await Expect(studio.Button("Start virtual board")).ToBeVisibleAsync();
        await studio.ShouldBeInOrder();
        await studio.Shoot($"start-{name}", whole: true);
        await studio.Button("Start virtual board").ClickAsync();
        await studio.ExpectReady();
        ImageSet room = LlsEdge.Host.Scenes.SceneRoom.Create(7).Teach(200);
        for (int lesson = 1; lesson <= 6; lesson++)
        {
            await studio.Page.Locator("#labels button").Nth(room.GetLabel(await studio.ReadScene())).ClickAsync();
            await studio.ExpectReady();
        }

        await studio.ExpectLessons(6);
        await studio.ShouldBeInOrder();
        await studio.Shoot($"desk-{name}");
        await studio.Shoot($"desk-{name}-whole", whole: true);
        string background = await studio.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        background.ShouldBe(colours == ColorScheme.Dark ? "rgb(16, 22, 29)" : "rgb(246, 247, 249)");
        await studio.Page.Locator("#theme").ClickAsync();
        await studio.Page.Locator("#theme").ClickAsync();
        (await studio.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(16, 22, 29)");
    }

    [Fact]
    public async Task Everything_can_be_reached_by_the_keyboard_and_shows_its_focus()
    {
        await using StudioPage studio = await browser.Open(_server.Url);
        await studio.StartVirtual(_scenes.Stem);
        (await studio.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("desk-title");
        var reached = new HashSet<string>();
        for (int i = 0; i < 40; i++)
        {
            await studio.Page.Keyboard.PressAsync("Tab");
            reached.Add(await studio.Page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.innerText"));
            (await studio.Page.EvaluateAsync<bool>(
                """
                () => {
                  const node = document.activeElement;
                  return node === document.body || [node, node.nextElementSibling].some(part => part && getComputedStyle(part).outlineStyle !== 'none');
                }
                """)).ShouldBeTrue();
        }

        foreach (string id in new[] { "pause", "next", "hold", "replay-start", "commit", "rollback", "factory", "moved", "log-link", "model-link", "model-file" })
        {
            reached.ShouldContain(id);
        }
    }

    [Fact]
    public async Task Dropped_images_and_the_webcam_teach_too()
    {
        await using StudioPage studio = await browser.Open(_server.Url);
        await studio.StartVirtual(_scenes.Stem);
        await studio.Page.Locator("#files").SetInputFilesAsync(
            Enumerable.Range(0, 3).Select(i => new FilePayload { Name = $"photo{i}.bmp", MimeType = "image/bmp", Buffer = Bitmap(_scenes.Set.GetFrame(i)) }));
        await Expect(studio.Page.GetByText("3 of 3 to label")).ToBeVisibleAsync();
        await studio.ExpectReady();
        await studio.Shoot("images-1440-light");
        await studio.Page.Keyboard.PressAsync("j");
        await studio.ExpectLessons(1);
        await Expect(studio.Page.GetByText("2 of 3 to label")).ToBeVisibleAsync();

        await studio.Page.GetByText("Webcam", new() { Exact = true }).ClickAsync();
        await studio.ExpectReady();
        await studio.Page.Keyboard.PressAsync("k");
        await studio.ExpectLessons(2);
        await studio.ShouldBeInOrder();
    }

    [Fact]
    public async Task A_set_is_replayed_from_the_page()
    {
        await using StudioPage studio = await browser.Open(_server.Url);
        await studio.StartVirtual(_scenes.Stem);
        foreach (string side in new[] { "#replay-teach", "#replay-test" })
        {
            await studio.Page.Locator(side).GetByLabel("Frames of").SelectOptionAsync("path");
            await studio.Page.Locator(side).GetByLabel("Its path on this computer").FillAsync(_scenes.Stem);
        }

        await studio.Page.Locator("#teach-count").FillAsync("30");
        await studio.Button("Start replay").ClickAsync();
        await Expect(studio.Page.Locator("#replay-stage")).ToContainTextAsync("Done", new() { Timeout = 120_000 });
        await studio.ExpectLessons(30);
        await Expect(studio.Page.Locator("#replay-bars .bar.main")).ToContainTextAsync("After 30 lessons");
        await studio.ShouldBeInOrder();
        await studio.Shoot("replayed-1440-light", whole: true);
    }

    [Fact]
    public async Task Errors_are_sentences()
    {
        await using StudioPage studio = await browser.Open(_server.Url, 360, 740);
        await studio.Page.GetByLabel("Or a port by name").FillAsync("/dev/ttyNowhere7");
        await studio.Button("Connect").ClickAsync();
        await Expect(studio.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no serial port /dev/ttyNowhere7");
        await studio.Shoot("error-360-light");
    }

    private async Task Label(StudioPage studio, bool byKey)
    {
        int label = _scenes.Set.GetLabel(await studio.ReadScene());
        if (byKey)
        {
            await studio.Page.Keyboard.PressAsync(s_keys[label]);
        }
        else
        {
            await studio.Page.Locator("#labels button").Nth(label).ClickAsync();
        }
    }

    /// <summary>An 8-bit gray BMP, rows from below.</summary>
    private static byte[] Bitmap(byte[] gray)
    {
        const int Size = 96;
        const int Header = 54 + (256 * 4);
        byte[] file = new byte[Header + gray.Length];
        using var writer = new BinaryWriter(new MemoryStream(file));
        writer.Write("BM"u8);
        writer.Write(file.Length);
        writer.Write(0);
        writer.Write(Header);
        writer.Write(40);
        writer.Write(Size);
        writer.Write(Size);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write(0);
        writer.Write(gray.Length);
        writer.Write(2835);
        writer.Write(2835);
        writer.Write(256);
        writer.Write(0);
        for (int i = 0; i < 256; i++)
        {
            writer.Write((i << 16) | (i << 8) | i);
        }

        for (int row = Size - 1; row >= 0; row--)
        {
            writer.Write(gray, row * Size, Size);
        }

        return file;
    }
}
