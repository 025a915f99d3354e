using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Partners;

/// <summary>Adding or changing one partner. The form is made from what its kind describes.</summary>
public sealed partial class PartnerEditPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private readonly List<IDisposable> subscriptions = [];
    private (int?, PartnerKind?)? shown;
    private PartnerForm? form;
    private PartnerDetail? detail;
    private PartnerStanding? standing;
    private IReadOnlyList<(int Id, string Name)> accounts = [];
    private IReadOnlyList<FieldFault> faults = [];
    private ConnectionAnswer? answer;
    private TimeSpan took;
    private string doing = "";
    private string? formRefusal;
    private string? refusal;
    private string? said;
    private Trouble? trouble;
    private DateTime? asOf;
    private Throttle? live;

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public int? Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private PartnerList List { get; set; } = null!;

    [Inject]
    private PartnerDetails Details { get; set; } = null!;

    [Inject]
    private CheckPartner Check { get; set; } = null!;

    [Inject]
    private SavePartner Save { get; set; } = null!;

    [Inject]
    private TestPartner Test { get; set; } = null!;

    [Inject]
    private SyncBoard Board { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<PartnerEditPage> Log { get; set; } = null!;

    private PartnerKind? KindWanted => PartnerWords.KindOf(Kind);

    protected override void OnInitialized()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadStandingAsync));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Partners, live.Signal));
        subscriptions.Add(Feed.Subscribe(ChangeTopic.Sync, live.Signal));
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Id, Id is null ? KindWanted : null);
        if (shown == asked)
            return;
        // What was just added is shown with what was said of it.
        if (shown is not (null, not null))
            said = null;
        shown = asked;
        (form, detail, standing, faults, answer, formRefusal) = (null, null, null, [], null, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var list = await List.RunAsync(actor, ct);
            accounts = list.Value?.Accounts ?? [];
            if (Id is { } id)
            {
                var found = await Details.RunAsync(actor, id, ct);
                ct.ThrowIfCancellationRequested();
                (detail, refusal) = (found.Value, found.Refusal);
                form = detail is null ? null : PartnerForm.Of(detail);
            }
            else
            {
                refusal = list.Refusal;
                form = KindWanted is { } kind ? PartnerForm.New(kind, accounts.Count == 1 ? accounts[0].Id : 0) : null;
            }
            trouble = null;
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The partner could not be read.");
        }
        await LoadStandingAsync();
    }

    /// <summary>How it does is read anew when something happens; what stands in the form is left alone.</summary>
    private async Task LoadStandingAsync()
    {
        if (Id is not { } id || trouble is not null)
            return;
        try
        {
            var actor = await Current.GetAsync();
            var board = await Board.RunAsync(actor, CancellationToken.None);
            standing = PartnerStanding.Of(board.Value?.Streams ?? []).FirstOrDefault(s => s.PartnerId == id);
            if (detail is not null && (await Details.RunAsync(actor, id, CancellationToken.None)).Value is { } now)
                detail = detail with { Row = now.Row };
        }
        catch (Exception fault)
        {
            Trouble.Note(Log, fault, "the state of a partner");
        }
        StateHasChanged();
    }

    private Task SaveAsync() => DoAsync("save", async (actor, draft) =>
    {
        if (await FaultyAsync(actor, draft, naming: true))
            return;
        var saved = await Save.RunAsync(actor, draft, CancellationToken.None);
        if (!saved.Outcome.Succeeded)
        {
            formRefusal = saved.Outcome.Message;
            return;
        }
        said = saved.Outcome.Message;
        answer = null;
        if (Id is null)
            Navigation.NavigateTo($"partners/{saved.Id.ToString(CultureInfo.InvariantCulture)}");
        else
            await LoadAsync();
    });

    private Task TestAsync() => DoAsync("test", async (actor, draft) =>
    {
        if (await FaultyAsync(actor, draft, naming: false))
            return;
        var began = Clock.GetTimestamp();
        var tested = await Test.RunAsync(actor, draft, CancellationToken.None);
        took = Clock.GetElapsedTime(began);
        (answer, formRefusal) = (tested.Value, tested.Refusal);
    });

    private async Task DoAsync(string what, Func<Actor, PartnerDraft, Task> act)
    {
        if (form is null || doing.Length > 0)
            return;
        (doing, faults, formRefusal, answer, said) = (what, [], null, null, null);
        StateHasChanged();
        try
        {
            await act(await Current.GetAsync(), form.ToDraft());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            formRefusal = $"This was not done. Reference: {Trouble.Note(Log, fault, "a change to a partner")}";
        }
        finally
        {
            doing = "";
        }
        if (faults.FirstOrDefault(f => f.Key.Length > 0) is { } first)
            await FocusAsync(first.Key);
    }

    private async Task<bool> FaultyAsync(Actor actor, PartnerDraft draft, bool naming)
    {
        var check = await Check.RunAsync(actor, draft, naming, CancellationToken.None);
        faults = check.Value?.All ?? [];
        formRefusal = check.Refusal;
        return faults.Count > 0 || formRefusal is not null;
    }

    private async Task FocusAsync(string key)
    {
        StateHasChanged();
        await using var script = await Js.InvokeAsync<IJSObjectReference>("import", "./js/shell.js");
        await script.InvokeVoidAsync("focusOn", $"#{PartnerFields.IdOf(key)}");
    }

    private async Task SwitchAsync(bool on)
    {
        if (detail is null)
            return;
        var done = await Dialogs.OpenAsync<SwitchDialog>(on ? $"Switch {detail.Row.Name} on" : $"Switch {detail.Row.Name} off",
            new Dictionary<string, object?> { [nameof(SwitchDialog.Row)] = detail.Row, [nameof(SwitchDialog.On)] = on },
            new DialogOptions { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        if (done is Outcome outcome)
        {
            said = outcome.Message;
            await LoadAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
    }
}
