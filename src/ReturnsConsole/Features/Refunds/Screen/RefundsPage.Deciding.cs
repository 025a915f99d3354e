using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Screen;

public sealed partial class RefundsPage
{
    private PageScript<RefundsPage>? keys;
    private long? busy;

    [Inject]
    private ApproveRefund Approve { get; set; } = null!;

    [Inject]
    private WithdrawRefunds Withdraw { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private IEnumerable<RefundRow> Chosen => rows?.Rows.Where(r => selected.Contains(r.Id)) ?? [];

    private string SelectedSum => SumOf(Chosen);

    /// <summary>The money of the tab, one figure per currency.</summary>
    private string Sums => string.Join(", ", sums.Where(s => (AccountId is null || s.AccountId == AccountId) && List.Kind != InstructionKind.Cancellation && RefundScreenWords.Holds(List.View, s.State))
        .GroupBy(s => s.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Money(g.Sum(s => s.Total), g.Key)));

    /// <summary>For the keyboard.</summary>
    [JSInvokable]
    public void SelectByKey(long id)
    {
        if (Pickable && rows?.Rows.Any(r => r.Id == id) == true)
            Toggle(id);
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            keys = new(Js, "./js/refunds.js", this);
            await keys.StartAsync("start", keys.Self);
        }
        if (keys is not null)
            await keys.CallAsync("sync");
    }

    private static string SumOf(IEnumerable<RefundRow> some)
    {
        var refunds = some.Where(r => r.Kind == InstructionKind.Refund).GroupBy(r => r.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Money(g.Sum(r => r.Total), g.Key).ToString());
        return string.Join(", ", refunds);
    }

    private void Toggle(long id)
    {
        if (!selected.Remove(id))
            selected.Add(id);
    }

    private void ToggleAll()
    {
        var all = rows?.Rows.Select(r => r.Id).ToList() ?? [];
        if (all.TrueForAll(selected.Contains))
            selected.Clear();
        else
            selected.UnionWith(all);
    }

    private void ClearSelection() => selected.Clear();

    private async Task ApproveAsync(RefundRow row)
    {
        if (busy is not null)
            return;
        busy = row.Id;
        try
        {
            said = await Approve.RunAsync(await Current.GetAsync(), row.Id, row.Version, CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            said = Outcome.Refused($"Whether this was approved is not certain: look at the refund before you repeat it. Reference: {Trouble.Note(Log, fault, "approving a refund")}");
        }
        finally
        {
            busy = null;
        }
        await LoadAsync();
    }

    private Task DeclineAsync(RefundRow row) => AskAsync("Decline refund",
        $"The refund of {new Money(row.Total, row.Currency)} for order {row.OrderId} is not sent; its order line is free again. {row.RequestedBy} sees your reason.", "Decline it",
        (actor, why) => Approve.RefuseAsync(actor, row.Id, row.Version, why, CancellationToken.None));

    private Task WithdrawAsync()
    {
        var ids = selected.ToList();
        var sum = SelectedSum;
        return AskAsync("Withdraw", $"{N(ids.Count)} {(ids.Count == 1 ? "instruction is" : "instructions are")} taken out{(sum.Length > 0 ? $" ({sum})" : "")}. Amazon is told nothing, and the order lines are free again.", "Withdraw",
            (actor, why) => Withdraw.RunAsync(actor, ids, why, CancellationToken.None));
    }

    private async Task AskAsync(string title, string words, string effect, Func<Access.Actor, string, Task<Outcome>> command)
    {
        var outcome = await Dialogs.OpenAsync<ReasonDialog>(title,
            new Dictionary<string, object?> { [nameof(ReasonDialog.Words)] = words, [nameof(ReasonDialog.Effect)] = effect, [nameof(ReasonDialog.Command)] = command }, Narrow);
        await AfterAsync(outcome as Outcome);
    }

    private async Task ProcessAsync(bool onlySelected)
    {
        var outcome = await Dialogs.OpenAsync<ProcessDialog>("Process as documents", new Dictionary<string, object?>
        {
            [nameof(ProcessDialog.Chosen)] = onlySelected ? Chosen.ToList() : null,
            [nameof(ProcessDialog.Queued)] = counts?.Where(c => c.State == RefundState.Queued && (AccountId is null || c.AccountId == AccountId) && (List.Kind is null || c.Kind == List.Kind)).ToList() ?? [],
            [nameof(ProcessDialog.Money)] = List.Kind == InstructionKind.Cancellation ? [] : sums.Where(s => s.State == RefundState.Queued && (AccountId is null || s.AccountId == AccountId)).ToList(),
            [nameof(ProcessDialog.Accounts)] = accounts,
            [nameof(ProcessDialog.AccountId)] = AccountId,
        }, Narrow);
        await AfterAsync((outcome as ProcessedRefunds)?.Outcome);
    }

    private async Task AfterAsync(Outcome? outcome)
    {
        if (outcome is null)
            return;
        said = outcome;
        selected.Clear();
        await LoadAsync();
    }

    private static DialogOptions Narrow => new() { Width = "min(560px, 94vw)", CloseDialogOnEsc = true, AutoFocusFirstElement = true };

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
        if (keys is not null)
            await keys.LeaveAsync("stop");
    }
}
