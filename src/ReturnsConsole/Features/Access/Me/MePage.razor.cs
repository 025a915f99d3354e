using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Access.Me;

/// <summary>A person's own account, settings and sessions.</summary>
public sealed partial class MePage : IDisposable
{
    private static readonly IReadOnlyList<string> Known = [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/') || id == "UTC").Order(StringComparer.Ordinal)];

    private readonly CancellationTokenSource left = new();
    private OwnAccount? own;
    private string timeZone = "UTC";
    private string theme = "";
    private string density = "";
    private string said = "";
    private Trouble? trouble;

    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    [Inject]
    private OwnSettings Own { get; set; } = null!;

    [Inject]
    private ChangePreferences Change { get; set; } = null!;

    [Inject]
    private EndOwnSession End { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private ILogger<MePage> Log { get; set; } = null!;

    private IEnumerable<string> Zones => Known.Contains(timeZone) ? Known : Known.Prepend(timeZone);

    protected override async Task OnInitializedAsync()
    {
        said = Done == "password" ? "The password is changed. Your other sessions are ended." : "";
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            own = await Own.RunAsync(await Current.GetAsync(), left.Token);
            trouble = null;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            trouble = Trouble.Of(Log, fault, "Your account could not be read.");
            return;
        }
        if (own is not null)
            (timeZone, theme, density) = own.Preferences;
    }

    private async Task SaveAsync()
    {
        var outcome = await Change.RunAsync(await Current.GetAsync(), new Preferences(timeZone, theme, density), left.Token);
        said = outcome.Message;
        if (!outcome.Succeeded)
            return;
        await using (var shell = await Js.InvokeAsync<IJSObjectReference>("import", "./js/shell.js"))
            await shell.InvokeVoidAsync("choose", theme, density);
        // The time zone stands in the page's frame, which only a full load draws anew.
        Navigation.Refresh(forceReload: true);
    }

    private async Task EndAsync(Guid? session)
    {
        said = (await End.RunAsync(await Current.GetAsync(), session, left.Token)).Message;
        await LoadAsync();
    }

    private static string DeviceOf(OwnSession session)
    {
        var browser = session.Device switch
        {
            var d when d.Contains("Edg/", StringComparison.Ordinal) => "Edge",
            var d when d.Contains("Firefox/", StringComparison.Ordinal) => "Firefox",
            var d when d.Contains("Chrome/", StringComparison.Ordinal) => "Chrome",
            var d when d.Contains("Safari/", StringComparison.Ordinal) => "Safari",
            _ => "Another browser",
        };
        var system = session.Device switch
        {
            var d when d.Contains("Windows", StringComparison.Ordinal) => " on Windows",
            var d when d.Contains("Android", StringComparison.Ordinal) => " on Android",
            var d when d.Contains("iPhone", StringComparison.Ordinal) || d.Contains("iPad", StringComparison.Ordinal) => " on iOS",
            var d when d.Contains("Mac OS", StringComparison.Ordinal) => " on macOS",
            var d when d.Contains("Linux", StringComparison.Ordinal) => " on Linux",
            _ => "",
        };
        return browser + system + (session.IsThis ? " (this one)" : "");
    }

    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }
}
