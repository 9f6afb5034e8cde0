using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace LlsEdge.Studio.Tests;

/// <summary>The system's own Chromium, with a page that tells whatever it complains about. Nothing is downloaded.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] s_places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Gets where screenshots go.</summary>
    internal static string Shots { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    private static string? Place => Environment.GetEnvironmentVariable("LLSEDGE_CHROMIUM") ?? s_places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Place is null)
        {
            return;
        }

        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Place,
            Args = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens the studio's page.</summary>
    internal async Task<StudioPage> Open(Uri url, int width = 1440, int height = 900, ColorScheme colours = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium here: install it (Debian: apt-get install chromium), or name one in LLSEDGE_CHROMIUM.");
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colours,
            Permissions = ["camera"],
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(90_000);
        IPage page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        (await page.GotoAsync(url.AbsoluteUri))!.Ok.ShouldBeTrue();
        return new StudioPage(page, complaints);
    }
}
