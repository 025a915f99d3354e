using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>Why somebody wants the refund.</summary>
public sealed record RefundReason(string Code, string Note);

/// <summary>Money back for one line of an order: what was paid, who gave what back, what is left, what is proposed, what happens next.</summary>
public sealed partial class RequestPage
{
    private readonly LoadSeries loads = new();
    private RefundForm? form;
    private RefundFormLine? line;
    private RefundEntry? entry;
    private (int?, string?) shown;
    private string? refusal;
    private Trouble? trouble;
    private string? refused;
    private DateTime? asOf;
    private long returnId;
    private bool mayAsk;
    private bool busy;

    [SupplyParameterFromQuery(Name = "account")]
    public int? AccountId { get; set; }

    [SupplyParameterFromQuery]
    public string? Order { get; set; }

    [SupplyParameterFromQuery(Name = "return")]
    public long? ReturnItemId { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private OpenRefundForm Open { get; set; } = null!;

    [Inject]
    private RequestRefund Request { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<RequestPage> Log { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (AccountId, Order))
            return;
        shown = (AccountId, Order);
        mayAsk = await Current.MayAsync(Permission.RequestRefunds);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (AccountId is not { } account || string.IsNullOrWhiteSpace(Order))
        {
            refusal = "No order was named. Refunds are asked for from a case, a return or the look-up.";
            return;
        }
        var ct = loads.Next();
        try
        {
            var answer = await Open.RunAsync(await Current.GetAsync(), account, Order.Trim(), ct);
            ct.ThrowIfCancellationRequested();
            (form, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
            var asked = form?.Lines.FirstOrDefault(l => ReturnItemId is { } id && l.Returns.Any(r => r.ReturnItemId == id)) ?? form?.Lines.FirstOrDefault(l => l.Left > 0) ?? (form is { Lines: [var first, ..] } ? first : null);
            if (asked is not null)
                Choose(asked);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The order could not be read.");
        }
        StateHasChanged();
    }

    private void Choose(RefundFormLine chosen)
    {
        (line, entry, refused) = (chosen, new RefundEntry(chosen), null);
        returnId = chosen.Returns.FirstOrDefault(r => r.ReturnItemId == ReturnItemId)?.ReturnItemId ?? (chosen.Returns.Count == 1 ? chosen.Returns[0].ReturnItemId : 0);
    }

    private async Task AskAsync(RefundReason reason)
    {
        if (busy || form is null || line is null || entry?.Amounts is not { } amounts)
            return;
        busy = true;
        refused = null;
        try
        {
            var wish = new RefundWish(form.AccountId, form.OrderId, line.OrderItemId, returnId, line.Returns.FirstOrDefault(r => r.ReturnItemId == returnId)?.Sequence ?? line.Sequence, line.OrderHash, amounts, line.Currency, reason.Code, reason.Note.Trim());
            var asked = await Request.RunAsync(await Current.GetAsync(), wish, CancellationToken.None);
            if (asked.Outcome.Succeeded && asked.Id > 0)
                Navigation.NavigateTo(RefundLinks.ToRefund(asked.Id));
            else
                refused = asked.Outcome.Message;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            refused = $"Whether this was asked for is not certain. Asking the same form again is safe: it counts once. Reference: {Trouble.Note(Log, fault, "asking for a refund")}";
        }
        finally
        {
            busy = false;
        }
    }

    public void Dispose() => loads.Dispose();
}
