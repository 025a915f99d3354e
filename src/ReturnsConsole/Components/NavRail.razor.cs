using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Components;

/// <summary>Where one can go; only what the person's role opens.</summary>
public sealed partial class NavRail
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly Group[] All =
    [
        new(null,
        [
            new("Home", "", "home", null),
            new("Triage", "cases", "triage", Permission.ViewCases),
            new("Imports", "imports", "import", Permission.ViewImports),
            new("Settlements", "settlements", "settle", Permission.ViewFacts),
        ]),
        new("Administration",
        [
            new("Users", "users", "users", Permission.ManageUsers),
            new("Audit trail", "audit", "audit", Permission.ViewAudit),
        ]),
    ];

    private IReadOnlyList<Group> groups = [];
    private long Open { get; set; }

    private long Late { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

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
    }

    private bool IsHere(Place place)
    {
        var path = Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
        return path.Equals(place.Href, StringComparison.OrdinalIgnoreCase)
            || (place.Href.Length > 0 && path.StartsWith(place.Href + "/", StringComparison.OrdinalIgnoreCase));
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(StateHasChanged);

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    private sealed record Group(string? Title, IReadOnlyList<Place> Places);

    private sealed record Place(string Name, string Href, string Icon, Permission? Needs);
}
