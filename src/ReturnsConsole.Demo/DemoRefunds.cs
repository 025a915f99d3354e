using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Demo;

/// <summary>
/// Refunds of goods that are back, as finance would have asked for them this morning: some wait for a second person, some are queued, and one document is with Amazon.
/// Only orders that the simulated Amazon knows, so that all of it goes on from there.
/// </summary>
internal sealed class DemoRefunds(IServiceProvider services)
{
    private const int Wishes = 20;
    private const int Approved = 1;
    private const int InDocument = 4;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var fiona = await DemoSession.BeginAsync(services, "fiona", ct);
        var asked = new List<(int AccountId, RefundAsked Asked)>();
        foreach (var (accountId, orderId, sku) in await ReturnedAsync(ct))
        {
            if (await AskAsync(fiona, accountId, orderId, sku, ct) is { } wish)
                asked.Add((accountId, wish));
        }
        await using (var ada = await DemoSession.BeginAsync(services, "ada", ct))
        {
            foreach (var (_, wish) in asked.Where(a => a.Asked.State == RefundState.AwaitingApproval).Take(Approved))
                await services.GetRequiredService<ApproveRefund>().RunAsync(ada.Me, wish.Id, await VersionAsync(wish.Id, ct), ct);
        }
        await ProcessAsync(fiona, ct);
    }

    /// <summary>Goods that are here and that nobody has refunded, of all accounts in turn.</summary>
    private async Task<List<(int AccountId, string OrderId, string Sku)>> ReturnedAsync(CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        var lines = await db.OrderLines.AsNoTracking()
            .Where(l => l.OrderKey > 0 && l.OrderItemId != "" && db.ReturnItems.Any(r => r.OrderKey == l.OrderKey && r.Sku == l.Sku && (r.Channel == ReturnChannel.Rebound || r.Channel == ReturnChannel.HappyReturns))
                && db.GoodsReceipts.Any(g => g.OrderKey == l.OrderKey && g.Sku == l.Sku) && !db.RefundSightings.Any(s => s.OrderKey == l.OrderKey))
            .OrderBy(l => l.Id).Select(l => new { l.AccountId, l.OrderId, l.Sku }).ToListAsync(ct);
        return [.. lines.DistinctBy(l => l.OrderId).GroupBy(l => l.AccountId).SelectMany(g => g.Select((l, at) => (l, at))).OrderBy(x => x.at).ThenBy(x => x.l.AccountId).Take(Wishes).Select(x => (x.l.AccountId, x.l.OrderId, x.l.Sku))];
    }

    private async Task<RefundAsked?> AskAsync(DemoSession who, int accountId, string orderId, string sku, CancellationToken ct)
    {
        var answer = await services.GetRequiredService<OpenRefundForm>().RunAsync(who.Me, accountId, orderId, ct);
        if (answer.Value is not { } form || form.Lines.FirstOrDefault(l => l.Sku == sku && l.Proposal.Total > 0) is not { } line)
            return null;
        var wish = new RefundWish(accountId, orderId, line.OrderItemId, 0, line.Sequence, line.OrderHash, line.Proposal, line.Currency, "CustomerReturn", "");
        var asked = await services.GetRequiredService<RequestRefund>().RunAsync(who.Me, wish, ct);
        return asked.Outcome.Succeeded ? asked : null;
    }

    private async Task ProcessAsync(DemoSession who, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        var queued = await db.RefundRequests.AsNoTracking().Where(r => r.State == RefundState.Queued).OrderBy(r => r.Id).Select(r => new { r.Id, r.AccountId }).ToListAsync(ct);
        if (queued.GroupBy(r => r.AccountId).MaxBy(g => g.Count()) is { } most)
            await services.GetRequiredService<ProcessRefunds>().RunAsync(who.Me, new ProcessSelection(InstructionKind.Refund, most.Key, [.. most.Take(InDocument).Select(r => r.Id)]), ct);
    }

    private async Task<int> VersionAsync(long id, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        return await db.RefundRequests.Where(r => r.Id == id).Select(r => r.Version).SingleAsync(ct);
    }
}
