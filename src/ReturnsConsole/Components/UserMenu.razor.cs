using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.Me;

namespace ReturnsConsole.Components;

/// <summary>Theme, density, own page and the way out.</summary>
public sealed partial class UserMenu
{
    private static readonly (string Value, string Word)[] Themes = [("", "System"), ("light", "Light"), ("dark", "Dark")];
    private static readonly (string Value, string Word)[] Densities = [("", "By page"), ("comfortable", "Roomy"), ("compact", "Compact")];

    private string name = "";
    private Look look = new("", "");
    private IJSObjectReference? shell;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private OwnSettings Settings { get; set; } = null!;

    [Inject]
    private ChangePreferences Preferences { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    protected override async Task OnInitializedAsync() => name = (await Current.GetAsync()).Name;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        shell = await Js.InvokeAsync<IJSObjectReference>("import", "./js/shell.js");
        look = await shell.InvokeAsync<Look>("look");
        if (!look.Known && (await Settings.RunAsync(await Current.GetAsync(), CancellationToken.None))?.Preferences is { } kept && (kept.Theme.Length > 0 || kept.Density.Length > 0))
        {
            // A new browser: the person's own choice comes along.
            look = new Look(kept.Theme, kept.Density);
            await shell.InvokeVoidAsync("choose", look.Theme, look.Density);
        }
        StateHasChanged();
    }

    private async Task ChooseAsync(Look chosen)
    {
        if (shell is null)
            return;
        look = chosen;
        await shell.InvokeVoidAsync("choose", look.Theme, look.Density);
        var actor = await Current.GetAsync();
        if ((await Settings.RunAsync(actor, CancellationToken.None))?.Preferences is { } kept)
            await Preferences.RunAsync(actor, kept with { Theme = look.Theme, Density = look.Density }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (shell is not null)
            await Circuits.ReleaseAsync(shell);
    }

    private sealed record Look(string Theme, string Density, bool Known = true);
}
