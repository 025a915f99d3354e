using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace ReturnsConsole.Components;

/// <summary>Rail, top bar and the page, with the person and their time zone handed down.</summary>
public sealed partial class MainLayout
{
    private PageErrorBoundary? boundary;
    private Viewer viewer = Viewer.Utc;
    private IJSObjectReference? shell;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ViewerQuery Viewers { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private string Path => Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    /// <summary>Triage takes the whole window: the room belongs to the case.</summary>
    private bool Dense => Path.Equals("cases", StringComparison.OrdinalIgnoreCase);

    /// <summary>Screens of the dock: fat fingers, gloves, a tablet.</summary>
    private bool Dock => Path.Split('/')[0] is var place && (place.Equals("intake", StringComparison.OrdinalIgnoreCase) || place.Equals("receiving", StringComparison.OrdinalIgnoreCase)
        || Path.StartsWith("shipments/", StringComparison.OrdinalIgnoreCase));

    private string Frame => Dense ? "app narrow fixed" : Dock ? "app narrow touch" : "app";

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        viewer = await Viewers.ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            shell = await Js.InvokeAsync<IJSObjectReference>("import", "./js/shell.js");
            await shell.InvokeVoidAsync("startShortcuts");
        }
    }

    private async Task SkipAsync()
    {
        if (shell is not null)
            await shell.InvokeVoidAsync("focusOn", "#page");
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        boundary?.Recover();
        _ = InvokeAsync(async () =>
        {
            StateHasChanged();
            if (shell is not null)
                await shell.InvokeVoidAsync("pageChanged");
        });
    }

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        if (shell is not null)
            await Circuits.ReleaseAsync(shell);
    }
}
