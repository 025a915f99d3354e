using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Screen;

/// <summary>Unloading one shipment: one field, one answer, a running count that everybody shares.</summary>
public sealed partial class ShipmentPage
{
    private const int MostNamed = 8;
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(500);
    private static readonly DialogOptions Narrow = new() { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true };

    private readonly LoadSeries loads = new();
    private (int, ManifestShow, long?)? shown;
    private ShipmentDetail? detail;
    private UnloadAnswer? answer;
    private Outcome? said;
    private string spoken = "";
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;
    private bool mayUnload;
    private bool mayExport;
    private bool busy;
    private Throttle? live;
    private IDisposable? subscription;
    private PageScript<ShipmentPage>? script;

    [Parameter]
    public int Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    /// <summary>Last line of the page before.</summary>
    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [CascadingParameter]
    public Viewer? Who { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ShipmentDetails Details { get; set; } = null!;

    [Inject]
    private UnloadItem Unload { get; set; } = null!;

    [Inject]
    private UndoScan Undo { get; set; } = null!;

    [Inject]
    private PauseUnloading Pausing { get; set; } = null!;

    [Inject]
    private ResumeUnloading Resuming { get; set; } = null!;

    [Inject]
    private CloseShipment Closing { get; set; } = null!;

    [Inject]
    private ReopenShipment Reopening { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ShipmentPage> Log { get; set; } = null!;

    private ManifestShow Part => ShipmentLinks.Read<ManifestShow>(Show) ?? ManifestShow.Missing;

    private bool IsOpen => detail?.Row.State is ShipmentState.Underway or ShipmentState.Unloading;

    /// <summary>The answer is newer than the page.</summary>
    private ManifestCount Count => answer is { Count.Expected: > 0 } newer && newer.Count.Scanned + newer.Count.Surplus > detail!.Row.Count.Scanned + detail.Row.Count.Surplus ? newer.Count : detail!.Row.Count;

    protected override async Task OnInitializedAsync()
    {
        mayUnload = await Current.MayAsync(Permission.AddReceipt);
        mayExport = await Current.MayAsync(Permission.Export);
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        subscription = Feed.Subscribe(ChangeTopic.Shipments, live.Signal);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Id, Part, After))
            return;
        shown = (Id, Part, After);
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        script = new(Js, "./js/intake.js", this);
        await script.StartAsync("start", script.Self, (await Current.GetAsync()).UserId, mayUnload, $"shipment-{Id.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>From the browser: one scan, live or waited. Null: it was not taken, and the browser keeps it.</summary>
    [JSInvokable]
    public async Task<string?> Scanned(string scanId, string code, double at, bool alone)
    {
        if (!Guid.TryParse(scanId, out var id) || string.IsNullOrWhiteSpace(code))
            return "refused";
        try
        {
            Take(await Unload.RunAsync(await Current.GetAsync(), Id, id, code, null, CancellationToken.None));
            return alone || answer!.Result is UnloadResult.Refused ? ShipmentWords.SoundOf(answer!) : "kept";
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The scan could not be recorded.");
            StateHasChanged();
            return null;
        }
    }

    [JSInvokable]
    public void ConnectionIsBack() => live?.Signal();

    private void Take(UnloadAnswer taken)
    {
        (answer, said, trouble) = (taken, null, null);
        spoken = $"{ShipmentWords.Of(taken).Words}. {(taken.Count.Expected > 0 ? $"{ShipmentWords.Number(taken.Count.Scanned)} of {ShipmentWords.Number(taken.Count.Expected)}." : taken.Refusal)}";
        StateHasChanged();
    }

    private async Task ChooseAsync(IReadOnlyList<long> items)
    {
        if (busy || answer is not { Result: UnloadResult.Choose } open)
            return;
        busy = true;
        try
        {
            foreach (var item in items)
                Take(await Unload.RunAsync(await Current.GetAsync(), Id, Guid.NewGuid(), open.Code, item, CancellationToken.None));
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The items could not be recorded.");
        }
        finally
        {
            busy = false;
        }
    }

    private Task UndoAsync(Guid scan) => ActAsync(async actor =>
    {
        var outcome = await Undo.RunAsync(actor, Id, scan, CancellationToken.None);
        if (outcome.Succeeded)
            answer = null;
        return outcome;
    });

    private Task PauseAsync() => ActAsync(actor => Pausing.RunAsync(actor, Id, detail!.Version, CancellationToken.None));

    private Task ResumeAsync() => ActAsync(actor => Resuming.RunAsync(actor, Id, detail!.Version, CancellationToken.None));

    private async Task CloseAsync()
    {
        var missing = (await Details.RunAsync(await Current.GetAsync(), Id, ManifestShow.Missing, null, CancellationToken.None)).Value;
        if (missing is null)
            return;
        var (count, version) = (missing.Row.Count, missing.Version);
        await AskAsync("Close the shipment", new()
        {
            [nameof(DecideShipmentDialog.Words)] = count is { Missing: 0, Surplus: 0 }
                ? $"All {ShipmentWords.Count(count.Expected, "item", "items")} are unloaded, and nothing is too many."
                : $"{ShipmentWords.Number(count.Scanned)} of {ShipmentWords.Count(count.Expected, "item is", "items are")} unloaded; {ShipmentWords.Number(count.Missing)} missing, {ShipmentWords.Number(count.Surplus)} too many. What differs becomes a case for the warehouse, and finance can claim it.",
            [nameof(DecideShipmentDialog.Effect)] = count.Missing > 0 ? $"Close with {ShipmentWords.Number(count.Missing)} missing" : "Close the shipment",
            [nameof(DecideShipmentDialog.Missing)] = missing.Lines.Take(MostNamed).ToList(),
            [nameof(DecideShipmentDialog.More)] = Math.Max(0, count.Missing - MostNamed),
            [nameof(DecideShipmentDialog.Command)] = (Func<Actor, string, Task<Outcome>>)((actor, _) => Closing.RunAsync(actor, Id, version, count.Missing, CancellationToken.None)),
        });
    }

    private Task ReopenAsync()
    {
        var version = detail!.Version;
        return AskAsync("Reopen the shipment", new()
        {
            [nameof(DecideShipmentDialog.Words)] = "Unloading goes on, and its cases close by themselves until it is closed again.",
            [nameof(DecideShipmentDialog.Effect)] = "Reopen",
            [nameof(DecideShipmentDialog.NeedsReason)] = true,
            [nameof(DecideShipmentDialog.Command)] = (Func<Actor, string, Task<Outcome>>)((actor, why) => Reopening.RunAsync(actor, Id, version, why, CancellationToken.None)),
        });
    }

    private async Task AskAsync(string title, Dictionary<string, object?> parameters)
    {
        if (await Dialogs.OpenAsync<DecideShipmentDialog>(title, parameters, Narrow) is not Outcome outcome)
            return;
        await LoadAsync();
        (said, answer) = (outcome, null);
    }

    private async Task ActAsync(Func<Actor, Task<Outcome>> act)
    {
        if (busy)
            return;
        busy = true;
        try
        {
            said = await act(await Current.GetAsync());
            await LoadAsync();
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "This was not done.");
        }
        finally
        {
            busy = false;
        }
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var read = await Details.RunAsync(await Current.GetAsync(), Id, Part, After, ct);
            ct.ThrowIfCancellationRequested();
            // What was said is over once somebody else has changed the shipment.
            if (detail is { } before && read.Value?.Version != before.Version && !busy)
                said = null;
            (detail, refusal, trouble) = (read.Value, read.Refusal, null);
            if (answer is { } kept)
                answer = kept with { Count = default };
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The shipment could not be read.");
        }
    }

    private string StateWords(ShipmentRow row) => $"{row.State switch { ShipmentState.Paused => "paused", ShipmentState.Closed => "closed", _ => "opened" }} by {row.StateBy} {(row.StateAt is { } at ? (Who ?? Viewer.Utc).Time(at, Clock.GetUtcNow().UtcDateTime) : "")}";

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        loads.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        if (script is not null)
            await script.LeaveAsync("stop");
    }
}
