using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Triage.Verbs;

/// <summary>What can be exported, as tables that are read while they are written. For the verb and for downloads.</summary>
public sealed class ExportTables(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, CaseList list)
{
    private static readonly string[] CaseColumns =
        ["case", "kind", "status", "severity", "account", "order", "sku", "marketplace", "what is wrong", "sentence", "at risk", "currency", "opened", "due", "closed", "closed because", "assignee"];

    private static readonly string[] ShownColumns = ["case", "kind", "status", "severity", "account", "order", "sku", "marketplace", "what is wrong", "at risk", "currency", "opened", "due", "waits until", "assignee", "written off", "written off because", "asked by", "asked", "decided by", "decided", "write-off"];

    private static readonly string[] LineColumns =
        ["settlement", "line", "transaction type", "order", "merchant order", "adjustment", "shipment", "marketplace", "amount type", "amount description", "amount", "currency", "posted", "order item", "merchant adjustment item", "sku", "quantity", "promotion"];

    /// <summary>Every case that the actor sees, newest last.</summary>
    public async Task<(ExportTable? Table, string? Fault)> CasesAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.Export, ct) is { } refusal)
            return (null, refusal);
        return (new ExportTable("Cases", CaseColumns, CaseRowsAsync(await guard.CompaniesAsync(actor, ct), default)), null);
    }

    /// <summary>The cases that a view of the triage screen shows, all its pages, in its order.</summary>
    public async Task<(ExportTable? Table, string? Fault)> ShownAsync(Actor actor, CaseView view, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.Export, ct) is { } refusal)
            return (null, refusal);
        return (new ExportTable("Cases", ShownColumns, ShownRowsAsync(actor, view, ct)), null);
    }

    private async IAsyncEnumerable<IReadOnlyList<ExportCell>> ShownRowsAsync(Actor actor, CaseView view, [EnumeratorCancellation] CancellationToken ct)
    {
        Dictionary<int, string> accounts;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            accounts = await db.Set<Account>().AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var request = new CaseListRequest(view.Filter, view.Sort, view.Descending, PageSize: 200);
        while (true)
        {
            var page = (await list.RunAsync(actor, request, ct)).Value;
            var givenUp = await WriteOffsAsync(page?.Items ?? [], ct);
            foreach (var c in page?.Items ?? [])
            {
                var w = givenUp.GetValueOrDefault(c.Id);
                yield return
                [
                    ExportCell.Of(c.Id), ExportCell.Of(ExceptionCatalogue.Of(c.Kind).Name), ExportCell.Of(CaseWords.Of(c.Status)), ExportCell.Of(c.Severity.ToString()), ExportCell.Of(accounts.GetValueOrDefault(c.AccountId)),
                    ExportCell.Of(c.OrderId), ExportCell.Of(c.Sku), ExportCell.Of(c.Marketplace), ExportCell.Of(c.Headline), c.Currency.Length == 0 ? ExportCell.Of("") : ExportCell.Of(new Money(c.AtRisk, c.Currency)),
                    ExportCell.Of(c.Currency), ExportCell.Of(c.OpenedAt), ExportCell.Of(c.DueAt), ExportCell.Of(c.Status == CaseStatus.Waiting ? c.ClearsBy : null), ExportCell.Of(c.AssigneeName),
                    w is null ? ExportCell.Of("") : ExportCell.Of(new Money(w.Amount, w.Currency)), ExportCell.Of(w is null ? "" : WriteOffRules.ReasonOf(w)), ExportCell.Of(w?.RequestedByName), ExportCell.Of(w?.RequestedAt), ExportCell.Of(w?.DecidedByName), ExportCell.Of(w?.DecidedAt),
                    ExportCell.Of(w is null ? "" : WriteOffRules.WordsOf(w.State)),
                ];
            }
            if (page is not { HasNext: true, Cursor: { } cursor })
                yield break;
            request = request with { Move = PageMove.Next, Cursor = cursor };
        }
    }

    /// <summary>What was given up, or is asked to be, in the cases of a page.</summary>
    private async Task<Dictionary<long, WriteOff>> WriteOffsAsync(IReadOnlyList<CaseRow> page, CancellationToken ct)
    {
        var ids = page.Where(c => c.Status is CaseStatus.WrittenOff or CaseStatus.AwaitingApproval).Select(c => c.Id).ToList();
        if (ids.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.WriteOffs.AsNoTracking().Where(w => ids.Contains(w.CaseId) && (w.State == WriteOffState.Requested || w.State == WriteOffState.Approved)).ToDictionaryAsync(w => w.CaseId, ct);
    }

    /// <summary>The lines of one settlement as they stood in its file.</summary>
    public async Task<(ExportTable? Table, string? Fault)> SettlementAsync(Actor actor, string settlementId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.Export, ct) is { } refusal)
            return (null, refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await (from s in db.Settlements.AsNoTracking()
                           join a in db.Set<Account>() on s.AccountId equals a.Id
                           where s.SettlementId == settlementId
                           select new { s.Id, s.Currency, a.CompanyId, Account = a.Name }).ToListAsync(ct);
        found = [.. found.Where(s => CaseScope.Sees(companies, s.CompanyId))];
        return found.Count switch
        {
            0 => (null, $"there is no settlement {settlementId}"),
            1 => (new ExportTable($"Settlement {settlementId}", LineColumns, LineRowsAsync(settlementId, found[0].Id, found[0].Currency, default)), null),
            _ => (null, $"settlement {settlementId} was imported for several accounts: {string.Join(", ", found.Select(s => s.Account))}"),
        };
    }

    private async IAsyncEnumerable<IReadOnlyList<ExportCell>> CaseRowsAsync(IReadOnlySet<int>? companies, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await db.Set<Account>().AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        await foreach (var c in db.Cases.AsNoTracking().OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!CaseScope.Sees(companies, c.CompanyId))
                continue;
            yield return
            [
                ExportCell.Of(c.Id), ExportCell.Of(ExceptionCatalogue.Of(c.Kind).Name), ExportCell.Of(c.Status.ToString()), ExportCell.Of(c.Severity.ToString()), ExportCell.Of(accounts.GetValueOrDefault(c.AccountId)),
                ExportCell.Of(c.OrderId), ExportCell.Of(c.Sku), ExportCell.Of(c.Marketplace), ExportCell.Of(c.Headline), ExportCell.Of(c.Sentence),
                c.Currency.Length == 0 ? ExportCell.Of("") : ExportCell.Of(new Money(c.AtRisk, c.Currency)), ExportCell.Of(c.Currency), ExportCell.Of(c.OpenedAt), ExportCell.Of(c.DueAt), ExportCell.Of(c.ClosedAt),
                ExportCell.Of(c.ClosedReason), ExportCell.Of(c.AssigneeName),
            ];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<ExportCell>> LineRowsAsync(string settlementId, int pk, string currency, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await foreach (var l in db.SettlementLines.AsNoTracking().Where(l => l.SettlementPk == pk).OrderBy(l => l.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return
            [
                ExportCell.Of(settlementId), ExportCell.Of(l.Line), ExportCell.Of(l.TransactionType), ExportCell.Of(l.OrderId), ExportCell.Of(l.MerchantOrderId), ExportCell.Of(l.AdjustmentId), ExportCell.Of(l.ShipmentId),
                ExportCell.Of(l.Marketplace), ExportCell.Of(l.AmountType), ExportCell.Of(l.AmountDescription), ExportCell.Of(new Money(l.Amount, currency)), ExportCell.Of(currency), ExportCell.Of(l.PostedAt),
                ExportCell.Of(l.OrderItemCode), ExportCell.Of(l.MerchantAdjustmentItemId), ExportCell.Of(l.Sku), l.Quantity is { } q ? ExportCell.Of((long)q) : ExportCell.Of(""), ExportCell.Of(l.PromotionId),
            ];
        }
    }
}
