using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace LlsEdge.Studio.Tests;

/// <summary>The page, as a person uses it.</summary>
internal sealed partial class StudioPage : IAsyncDisposable
{
    private readonly List<string> _complaints;

    internal StudioPage(IPage page, List<string> complaints)
    {
        Page = page;
        _complaints = complaints;
    }

    internal IPage Page { get; }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Starts a virtual board whose camera looks at a set.</summary>
    internal async Task StartVirtual(string set)
    {
        await Page.GetByLabel("Its camera looks at").SelectOptionAsync("path");
        await Page.Locator("#virtual-source").GetByLabel("Its path on this computer").FillAsync(set);
        await Button("Start virtual board").ClickAsync();
        await ExpectReady();
    }

    /// <summary>Waits until the frame that is shown can be labelled.</summary>
    internal async Task ExpectReady() => await Expect(Page.Locator("#labels button").First).ToHaveAttributeAsync("aria-disabled", "false", new() { Timeout = 90_000 });

    /// <summary>Reads which scene is shown.</summary>
    internal async Task<int> ReadScene()
    {
        string caption = await Page.Locator("#caption").InnerTextAsync();
        return int.Parse(SceneNumber().Match(caption).Groups[1].Value, CultureInfo.InvariantCulture) - 1;
    }

    internal async Task ExpectLessons(int count) => await Expect(Page.Locator("#overall-note")).ToHaveTextAsync($"right of all {count}", new() { Timeout = 90_000 });

    internal async Task<int> ReadShare(string id) =>
        int.Parse((await Page.Locator(id).InnerTextAsync()).Replace("%", string.Empty, StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);

    /// <summary>Keeps a picture of the page beside the tests.</summary>
    internal async Task Shoot(string name, bool whole = false)
    {
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browser.Shots, name + ".png"), FullPage = whole });
    }

    /// <summary>The page has complained about nothing, nothing sticks out of it, and whatever can be operated has a name and is large enough to be hit.</summary>
    internal async Task ShouldBeInOrder()
    {
        _complaints.ShouldBeEmpty();
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0);
        (await Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, a[href], input, select, canvas, svg[role="img"], progress')]
              .filter(node => node.checkVisibility())
              .filter(node => !(node.ariaLabel || [...(node.labels ?? [])].some(label => label.innerText.trim()) || node.innerText?.trim()
                || node.querySelector?.('img[alt]:not([alt=""])') || node.getAttribute('aria-labelledby')))
              .map(node => node.outerHTML.slice(0, 120))
            """)).ShouldBeEmpty();
        (await Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, .button, select, input:not([type="checkbox"], [type="radio"], .unseen)')]
              .filter(node => node.checkVisibility() && !node.closest('.notice') && node.getBoundingClientRect().height < 44)
              .map(node => node.outerHTML.slice(0, 120))
            """)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"Scene (\d+) of")]
    private static partial Regex SceneNumber();
}
