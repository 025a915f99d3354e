using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>One box, one answer. The address holds the identifier that was found in the text, never the text: people paste whole messages of customers.</summary>
public sealed partial class LookupPage
{
    private readonly LoadSeries loads = new();
    private LookupResult? result;
    private string? refusal;
    private Trouble? trouble;
    private string typed = "";
    private string shown = "";
    private string said = "";
    private bool loading;
    private bool mayRaise;
    private bool toAnswer;
    private bool watched;
    private string watchSaid = "";
    private string language = CustomerLanguages.English;
    private IDisposable? changes;
    private Throttle? live;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "pick")]
    private string? Pick { get; set; }

    [CascadingParameter]
    private Viewer? Who { get; set; }

    [Inject]
    private LookUp LookUp { get; set; } = null!;

    [Inject]
    private WatchOrder Watching { get; set; } = null!;

    [Inject]
    private CustomerLanguages Languages { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<LookupPage> Log { get; set; } = null!;

    private string ReadAs => loading ? "Looking…"
        : LookupText.Read(typed) is [{ } first, ..] ? first.Shape switch
        {
            LookupShape.AmazonOrder => $"Read as: Amazon order {first.Value}",
            LookupShape.ExpressCode => $"Read as: express code {first.Value}",
            _ => $"Read as: {first.Value}",
        }
        : typed.Length == 0 ? "Blanks and a whole message around it do no harm." : "Nothing in it looks like a number or code yet.";

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, TimeSpan.FromSeconds(2), () => InvokeAsync(ReloadAsync));
        changes = Feed.Subscribe(ChangeTopic.Cases, live.Signal);
        mayRaise = await Current.MayAsync(Permission.CommentOnCases);
        language = await Languages.OfAsync(await Current.GetAsync(), CancellationToken.None);
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = $"{Query}|{Pick}";
        if (asked == shown)
            return;
        shown = asked;
        if (string.IsNullOrWhiteSpace(Query))
        {
            (result, typed, trouble, refusal) = (null, "", null, null);
            return;
        }
        typed = LookupText.Read(typed).Any(t => t.Value == Query) ? typed : Query;
        result = null;
        (said, watchSaid) = ("", "");
        toAnswer = true;
        await LoadAsync(Query);
    }

    private async Task AskAsync()
    {
        said = "";
        if (string.IsNullOrWhiteSpace(typed))
            return;
        toAnswer = true;
        await LoadAsync(typed);
        if (result is { Term: { } term })
        {
            shown = $"{term.Value}|";
            Navigation.NavigateTo(LookupLinks.Of(term.Value));
        }
    }

    /// <summary>The box lets go of the focus, so that single keys work; a screen reader begins with the answer.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!toAnswer || loading)
            return;
        toAnswer = false;
        var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/shell.js");
        await using (module)
            await module.InvokeVoidAsync("focusOn", "#answer");
    }

    private Task ReloadAsync() => string.IsNullOrWhiteSpace(Query) ? Task.CompletedTask : LoadAsync(Query);

    private async Task LoadAsync(string text)
    {
        var ct = loads.Next();
        loading = true;
        StateHasChanged();
        try
        {
            var pick = string.Equals(text, Query, StringComparison.Ordinal) ? Pick : null;
            var answer = await LookUp.RunAsync(await Current.GetAsync(), text, pick, (Who ?? Viewer.Utc).Zone, ct);
            (result, refusal, trouble) = (answer.Value, answer.Refusal, null);
            watched = answer.Value?.Found is { } found && await Watching.IsWatchedAsync(await Current.GetAsync(), found.Pick.AccountId, found.Pick.OrderKey, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The look-up did not work.");
        }
        loading = false;
        StateHasChanged();
    }

    private async Task RaiseAsync(LookupFound found)
    {
        var outcome = await Dialogs.OpenAsync<RaiseCaseDialog>("Raise a case", new Dictionary<string, object?> { [nameof(RaiseCaseDialog.Found)] = found }, new DialogOptions { Width = "min(560px, calc(100vw - 32px))", CloseDialogOnEsc = true });
        if (outcome is not string done)
            return;
        said = done;
        await ReloadAsync();
    }

    private async Task WatchAsync(LookupFound found, bool watch)
    {
        try
        {
            var (actor, pick) = (await Current.GetAsync(), found.Pick);
            var outcome = watch ? await Watching.RunAsync(actor, pick.AccountId, pick.OrderKey, CancellationToken.None) : await Watching.EndAsync(actor, pick.AccountId, pick.OrderKey, CancellationToken.None);
            watchSaid = outcome.Message;
            watched = await Watching.IsWatchedAsync(actor, pick.AccountId, pick.OrderKey, CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            watchSaid = $"It is not watched. Reference: {Trouble.Note(Log, fault, "the watch of an order")}";
        }
    }

    private async Task ChooseLanguageAsync(string chosen)
    {
        language = chosen;
        try
        {
            await Languages.ChooseAsync(await Current.GetAsync(), chosen, CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The words are shown as chosen; they are only not remembered.
            Trouble.Note(Log, fault, "the language for customers");
        }
    }

    private void Clear()
    {
        (typed, result, shown) = ("", null, "|");
        Navigation.NavigateTo(LookupLinks.Path);
    }

    public async ValueTask DisposeAsync()
    {
        changes?.Dispose();
        loads.Dispose();
        if (live is not null)
            await live.DisposeAsync();
    }
}
