using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Shipments.Transit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Screen;

/// <summary>What hubs send us, by what needs work, and what got lost on the way. What is looked for stands in the address.</summary>
public sealed partial class ShipmentsPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(2);
    private readonly LoadSeries loads = new();
    private readonly List<IDisposable> subscriptions = [];
    private ShipmentListRequest? shown;
    private ShipmentRows? found;
    private IReadOnlyList<TransitLane>? lanes;
    private string text = "";
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;
    private Throttle? live;

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public int? Account { get; set; }

    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ShipmentList Shipments { get; set; } = null!;

    [Inject]
    private TransitLanes Transit { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ShipmentsPage> Log { get; set; } = null!;

    private ShipmentListRequest List => new(Q ?? "", ShipmentLinks.Read<ShipmentState>(Show), Account, Math.Clamp(Page ?? 0, 0, 100_000));

    private bool IsNarrowed => List is not { Text: "", State: null, AccountId: null };

    protected override void OnInitialized()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        foreach (var topic in (ChangeTopic[])[ChangeTopic.Shipments, ChangeTopic.Cases, ChangeTopic.Imports])
            subscriptions.Add(Feed.Subscribe(topic, live.Signal));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == List)
            return;
        shown = List;
        text = Q ?? "";
        await LoadAsync();
    }

    private string TabOf(ShipmentState? state) => List.State == state ? "on" : "";

    private void Find() => Navigation.NavigateTo(ShipmentLinks.ToList(List with { Text = text.Trim(), Page = 0 }));

    private void OfAccount(ChangeEventArgs e) =>
        Navigation.NavigateTo(ShipmentLinks.ToList(List with { AccountId = int.TryParse(e.Value?.ToString(), CultureInfo.InvariantCulture, out var id) ? id : null, Page = 0 }));

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var answer = await Shipments.RunAsync(actor, List, ct);
            var lost = await Current.MayAsync(Permission.ViewCases, ct) ? (await Transit.RunAsync(actor, ct)).Value : null;
            ct.ThrowIfCancellationRequested();
            (found, refusal, lanes, trouble) = (answer.Value, answer.Refusal, lost, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The shipments could not be read.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        subscriptions.ForEach(s => s.Dispose());
        loads.Dispose();
        if (live is not null)
            await live.DisposeAsync();
    }
}
