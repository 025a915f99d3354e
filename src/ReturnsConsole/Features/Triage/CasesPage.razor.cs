using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Queues, list and the open case. The address is the view: everything here follows <see cref="CaseLinks"/>.</summary>
public sealed partial class CasesPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private CaseView view = CaseView.Everything;
    private IReadOnlyList<CaseQueue> queues = [];
    private IReadOnlyList<VisibleAccount> accounts = [];
    private CaseCount? count;
    private CasePage? page;
    private List<CaseRow>? rows;
    private HashSet<long> gone = [];
    private int fresh;
    private DateTime? asOf;
    private string? refusal;
    private Trouble? trouble;
    private string said = "";
    private bool loading;
    private int turn;
    private CasePanel? panel;
    private Throttle? live;
    private IDisposable? subscription;
    private PageScript<CasesPage>? keys;
    private long? closedCase;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private CaseQueues Queues { get; set; } = null!;

    [Inject]
    private CaseCounts Counts { get; set; } = null!;

    [Inject]
    private CaseList List { get; set; } = null!;

    [Inject]
    private AssignCase Assign { get; set; } = null!;

    [Inject]
    private VisibleAccounts Accounts { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<CasesPage> Log { get; set; } = null!;

    private string TotalWords => page is null ? "" : page.Total.ToString("N0", CultureInfo.InvariantCulture);

    private string CountWords => $"{rows!.Count.ToString("N0", CultureInfo.InvariantCulture)} of {(page!.Capped ? "more than " : "")}{TotalWords} {(page.Total == 1 ? "case" : "cases")}{(page.Partial ? "; the rest is looked through page by page" : "")}";

    private string NewsWords => (fresh, gone.Count) switch
    {
        ( > 0, _) => $"{fresh} new {(fresh == 1 ? "case" : "cases")}, show",
        _ => $"{gone.Count} left the list, show",
    };

    private string? OwnerName => rows?.FirstOrDefault(r => r.AssigneeId == view.Filter.PersonId)?.AssigneeName;

    protected override async Task OnInitializedAsync()
    {
        view = CaseLinks.Read(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(RefreshAsync));
        subscription = Feed.Subscribe(ChangeTopic.Cases, live.Signal);
        accounts = await Accounts.RunAsync(await Current.GetAsync(), CancellationToken.None);
        await Task.WhenAll(LoadAsync(), LoadQueuesAsync(), LoadViewsAsync(), LoadColumnsAsync());
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            keys = new(Js, "./js/triage.js", this);
            await keys.StartAsync("start", keys.Self);
        }
        if (keys is not { IsRunning: true })
            return;
        await keys.CallAsync("sync", view.CaseId?.ToString(CultureInfo.InvariantCulture));
        if (closedCase is { } was)
        {
            closedCase = null;
            await keys.CallAsync("returnTo", was);
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (Navigation.ToBaseRelativePath(e.Location).Split('?', '#')[0] == CaseLinks.Path)
            _ = InvokeAsync(() => FollowAsync(CaseLinks.Read(e.Location)));
    }

    private async Task FollowAsync(CaseView next)
    {
        var before = view;
        view = next;
        if (next.CaseId is null && before.CaseId is { } was)
            closedCase = was;
        var sameList = next.ListOnly with { Columns = null } == before.ListOnly with { Columns = null };
        loading |= !sameList;
        StateHasChanged();
        if (sameList)
            return;
        var accountChanged = next.Filter.AccountId != before.Filter.AccountId;
        await (accountChanged ? Task.WhenAll(LoadAsync(), LoadQueuesAsync()) : LoadAsync());
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        loading = true;
        trouble = null;
        try
        {
            var answer = await ReadAsync(ct);
            ct.ThrowIfCancellationRequested();
            (page, refusal) = (answer.Value, answer.Refusal);
            rows = [.. answer.Value?.Items ?? []];
            gone = [];
            fresh = 0;
            beyond.Clear();
            selected.IntersectWith(rows.Select(r => r.Id));
            asOf = Clock.GetUtcNow().UtcDateTime;
            loading = false;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            loading = false;
            trouble = Trouble.Of(Log, fault, "The list of cases could not be read.");
        }
    }

    private async Task<Answer<CasePage>> ReadAsync(CancellationToken ct) =>
        await List.RunAsync(await Current.GetAsync(), new CaseListRequest(view.Filter, view.Sort, view.Descending, view.Move, view.Cursor), ct);

    private async Task LoadQueuesAsync()
    {
        try
        {
            var actor = await Current.GetAsync();
            queues = (await Queues.RunAsync(actor, view.Filter.AccountId, CancellationToken.None)).Value ?? [];
            count = (await Counts.RunAsync(actor, CancellationToken.None)).Value;
        }
        catch (Exception fault)
        {
            Trouble.Note(Log, fault, "reading the queues");
        }
    }

    /// <summary>Something changed: rows are renewed where they stand, new ones announce themselves, none moves.</summary>
    private async Task RefreshAsync()
    {
        turn++;
        await LoadQueuesAsync();
        try
        {
            var shown = rows;
            if (!loading && rows is not null && (await ReadAsync(CancellationToken.None)).Value is { } now && !loading && ReferenceEquals(shown, rows))
            {
                var byId = now.Items.ToDictionary(r => r.Id);
                var known = rows.Select(r => r.Id).ToHashSet();
                rows = [.. rows.Select(r => byId.GetValueOrDefault(r.Id, r))];
                gone = [.. known.Where(id => !byId.ContainsKey(id))];
                fresh = now.Items.Count(r => !known.Contains(r.Id));
                page = now;
                asOf = Clock.GetUtcNow().UtcDateTime;
            }
        }
        catch (Exception fault)
        {
            Trouble.Note(Log, fault, "renewing the list of cases");
        }
        StateHasChanged();
    }

    private Task ShowNewsAsync() => LoadAsync();

    private string? Page(bool there, PageMove move) => there ? CaseLinks.Write(view.ListOnly with { Move = move, Cursor = move is PageMove.Next or PageMove.Previous ? page!.Cursor : null }) : null;

    private string? Neighbour(int step)
    {
        var at = rows?.FindIndex(r => r.Id == view.CaseId) ?? -1;
        return at >= 0 && at + step >= 0 && at + step < rows!.Count ? CaseLinks.Write(view with { CaseId = rows[at + step].Id }) : null;
    }

    [JSInvokable]
    public void CloseByKey()
    {
        if (view.CaseId is not null)
            Navigation.NavigateTo(CaseLinks.Write(view.ListOnly));
        else if (selected.Count > 0)
            ClearSelection();
    }

    /// <param name="rowId">The row with focus; 0 when none has it.</param>
    [JSInvokable]
    public async Task AssignByKey(long rowId)
    {
        if (selected.Count > 0)
        {
            await BulkAsync(Resolution.Assign);
        }
        else if (panel is not null && view.CaseId is not null && (rowId == 0 || rowId == view.CaseId))
        {
            await panel.AssignToMeAsync();
        }
        else if (rows?.Find(r => r.Id == rowId) is { } row)
        {
            var actor = await Current.GetAsync();
            var outcome = await Assign.RunAsync(actor, row.Id, row.Version, actor.UserId, CancellationToken.None);
            Say(outcome.Message, outcome.Succeeded ? Undo.Of(Resolution.Assign, [row]) : null);
        }
        StateHasChanged();
    }

    [JSInvokable]
    public Task MatchByKey() => panel?.MatchAsync() ?? Task.CompletedTask;

    /// <summary>Of the open case alone: money is not given up in bulk.</summary>
    [JSInvokable]
    public Task WriteOffByKey() => panel?.ActAsync(Resolution.WriteOff) ?? Task.CompletedTask;

    [JSInvokable]
    public Task ShowKeys() => Dialogs.OpenAsync<KeysDialog>("Keys on this screen", null, new DialogOptions { CloseDialogOnEsc = true, Width = "min(440px, 94vw)" });

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        subscription?.Dispose();
        undoEnds?.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
        if (keys is not null)
            await keys.LeaveAsync("stop");
    }
}
