using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ReturnsConsole.Features.Access.Me;

/// <summary>A person's own account, settings and sessions.</summary>
public sealed partial class MePage : IDisposable
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly IReadOnlyList<string> Known = [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/') || id == "UTC").Order(StringComparer.Ordinal)];

    private readonly CancellationTokenSource left = new();
    private OwnAccount? own;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private string timeZone = "UTC";
    private string theme = "";
    private string density = "";
    private string said = "";
    private string? failure;

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
    private TimeProvider Clock { get; set; } = null!;

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
            own = await Own.ExecuteAsync(await Current.GetAsync(), left.Token);
            failure = null;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            failure = Guid.NewGuid().ToString("N")[..12];
            Log.LogError(fault, "Fault {Reference} reading the own account", failure);
            return;
        }
        if (own is null)
            return;
        (timeZone, theme, density) = own.Preferences;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found))
            zone = found;
    }

    private async Task SaveAsync()
    {
        var outcome = await Change.ExecuteAsync(await Current.GetAsync(), new Preferences(timeZone, theme, density), left.Token);
        said = outcome.Message;
        // Theme and density stand in the page's frame, which only a full load draws anew.
        if (outcome.Succeeded)
            Navigation.Refresh(forceReload: true);
    }

    private async Task EndAsync(Guid? session)
    {
        said = (await End.ExecuteAsync(await Current.GetAsync(), session, left.Token)).Message;
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

    private string TimeOf(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return local.ToString(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), zone).Year == local.Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm", Invariant);
    }

    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }
}
