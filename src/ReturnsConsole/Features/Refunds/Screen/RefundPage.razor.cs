using Microsoft.AspNetCore.Components;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Proof;
using ReturnsConsole.Features.Refunds.Shop;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>One refund or cancellation: where it stands, what can be done, what happened.</summary>
public sealed partial class RefundPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(1);

    private readonly LoadSeries loads = new();
    private RefundDetail? detail;
    private string? refusal;
    private Trouble? trouble;
    private Outcome? said;
    private DateTime? asOf;
    private long shown;
    private bool busy;
    private bool mayApprove;
    private bool maySend;
    private bool mayAsk;
    private int me;
    private Throttle? live;
    private IDisposable? subscription;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private RefundDetails Details { get; set; } = null!;

    [Inject]
    private ApproveRefund Approve { get; set; } = null!;

    [Inject]
    private PriceAnew Anew { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private WithdrawRefunds Withdraw { get; set; } = null!;

    [Inject]
    private ResolveUnknown Resolve { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<RefundPage> Log { get; set; } = null!;

    private RefundRow Row => detail!.Row;

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(LoadAsync));
        subscription = Feed.Subscribe(ChangeTopic.Refunds, live.Signal);
        me = (await Current.GetAsync()).UserId;
        mayApprove = await Current.MayAsync(Permission.ApproveRefunds);
        mayAsk = await Current.MayAsync(Permission.RequestRefunds);
        maySend = await Current.MayAsync(Permission.SendRefunds);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        (shown, detail, said) = (Id, null, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Details.RunAsync(await Current.GetAsync(), Id, ct);
            ct.ThrowIfCancellationRequested();
            (detail, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The refund could not be read.");
        }
        StateHasChanged();
    }

    private Task ApproveAsync() => DoAsync((actor, ct) => Approve.RunAsync(actor, Row.Id, Row.Version, ct));

    private async Task PriceAnewAsync()
    {
        if (detail?.Anew is not { } price)
            return;
        var made = 0L;
        await DoAsync(async (actor, ct) =>
        {
            var asked = await Anew.RunAsync(actor, Row.Id, Row.Version, price.OrderHash, ct);
            made = asked.Outcome.Succeeded ? asked.Id : 0;
            return asked.Outcome;
        });
        if (made != 0)
            Navigation.NavigateTo(RefundLinks.ToRefund(made));
    }

    private Task ConfirmAsync() => DoAsync((actor, ct) => Resolve.ConfirmAsync(actor, Row.Id, Row.Version, ct));

    private Task DeclineAsync() => AskAsync("Decline refund", $"It is not sent; its order line is free again. {Row.RequestedBy} sees your reason.", "Decline it",
        (actor, why) => Approve.RefuseAsync(actor, Row.Id, Row.Version, why, CancellationToken.None));

    private Task WithdrawAsync() => AskAsync("Withdraw", "It is taken out. Nobody is told anything, and the order line is free again.", "Withdraw it",
        (actor, why) => Withdraw.RunAsync(actor, [Row.Id], why, CancellationToken.None));

    private Task ProposeAsync(bool happened) => AskAsync(happened ? "It happened" : "It never happened",
        happened
            ? $"You say that {RefundVias.NameOf(Row.Via)} did it. When a second person agrees, it counts as done and the order line's money as given."
            : $"You say that {RefundVias.NameOf(Row.Via)} never did it. When a second person agrees, the order line's money is free, and the refund can be asked for anew. If it did happen after all, the buyer can then be paid twice.",
        happened ? "Say that it happened" : "Say that it never happened",
        (actor, why) => Resolve.ProposeAsync(actor, Row.Id, Row.Version, happened, why, CancellationToken.None));

    private Task DisagreeAsync() => AskAsync("Not agreed", "It stays unknown, and nothing is sent.", "I do not agree",
        (actor, why) => Resolve.RejectAsync(actor, Row.Id, Row.Version, why, CancellationToken.None));

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Outcome>> command)
    {
        if (busy)
            return;
        busy = true;
        try
        {
            said = await command(await Current.GetAsync(), CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            said = Outcome.Refused($"Whether this was done is not certain: look before you repeat it. Reference: {Trouble.Note(Log, fault, "a decision about a refund")}");
        }
        finally
        {
            busy = false;
        }
        await LoadAsync();
    }

    private async Task AskAsync(string title, string words, string effect, Func<Actor, string, Task<Outcome>> command)
    {
        var outcome = await Dialogs.OpenAsync<ReasonDialog>(title,
            new Dictionary<string, object?> { [nameof(ReasonDialog.Words)] = words, [nameof(ReasonDialog.Effect)] = effect, [nameof(ReasonDialog.Command)] = command },
            new DialogOptions { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        if (outcome is not Outcome result)
            return;
        said = result;
        await LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
    }
}
