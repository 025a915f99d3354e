using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Components;

/// <summary>Where one can go; only what the person's role opens.</summary>
public sealed partial class NavRail
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(2);

    private static readonly Group[] All =
    [
        new(null,
        [
            new("Home", "", "home", null),
            new("Intake", "intake", "scan", Permission.AddReceipt),
            new("Receiving", "receiving", "check", Permission.AddReceipt),
            new("Shipments", "shipments", "truck", Permission.ViewFacts),
            new("Look-up", "lookup", "search", Permission.ViewFacts),
            new("Triage", "cases", "triage", Permission.ViewCases),
            new("Refunds", "refunds", "undo", Permission.ViewFacts),
            new("Vendor returns", "vendor-returns", "note", Permission.ViewFacts),
            new("Stock", "stock", "shelf", Permission.ViewFacts),
            new("Imports", "imports", "import", Permission.ViewImports),
            new("Settlements", "settlements", "settle", Permission.ViewFacts),
            new("Jobs", "jobs", "jobs", Permission.ViewSync),
        ]),
        new("Administration",
        [
            new("Reason codes", "reason-codes", "map", Permission.ViewFacts),
            new("Partners", "partners", "partners", Permission.ManagePartners),
            new("Users", "users", "users", Permission.ManageUsers),
            new("Settings", "settings", "cmp", Permission.ViewSettings),
            new("API keys", "api-keys", "key", Permission.ManageApiKeys),
            new("Audit trail", "audit", "audit", Permission.ViewAudit),
        ]),
    ];

    private static readonly Place Help = new("Help and daily checks", "help", "help", null);

    private IReadOnlyList<Group> groups = [];
    private CaseCount? count;
    private Throttle? live;
    private IDisposable? subscription;

    private long Open => count?.Open ?? 0;

    private long Late => count?.Late ?? 0;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private CaseCounts Counts { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<NavRail> Log { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        var shown = new List<Group>();
        foreach (var group in All)
        {
            var places = new List<Place>();
            foreach (var place in group.Places)
            {
                if (place.Needs is not { } permission || await Current.MayAsync(permission))
                    places.Add(place);
            }
            if (places.Count > 0)
                shown.Add(group with { Places = places });
        }
        groups = shown;
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(CountAsync));
        subscription = Feed.Subscribe(ChangeTopic.Cases, live.Signal);
        await CountAsync();
    }

    private async Task CountAsync()
    {
        try
        {
            if (!await Current.MayAsync(Permission.ViewCases))
                return;
            count = (await Counts.RunAsync(await Current.GetAsync(), CancellationToken.None)).Value;
            StateHasChanged();
        }
        catch (Exception fault)
        {
            // The rail stays without figures; the pages themselves say what is wrong.
            Trouble.Note(Log, fault, "the counts of the rail");
        }
    }

    private bool IsHere(Place place)
    {
        var path = Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
        return path.Equals(place.Href, StringComparison.OrdinalIgnoreCase)
            || (place.Href.Length > 0 && path.StartsWith(place.Href + "/", StringComparison.OrdinalIgnoreCase));
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(StateHasChanged);

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        subscription?.Dispose();
        if (live is not null)
            await live.DisposeAsync();
    }

    private sealed record Group(string? Title, IReadOnlyList<Place> Places);

    private sealed record Place(string Name, string Href, string Icon, Permission? Needs);
}
