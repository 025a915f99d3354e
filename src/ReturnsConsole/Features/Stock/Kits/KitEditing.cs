using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>The one way the kit table is changed: right, one write transaction, audit entry, orders that hold such kits looked at again, word to open pages.</summary>
public sealed class KitEditing(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, AuditTrail trail, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock)
{
    private const int RowsInAudit = 25;

    internal async Task<Outcome> RunAsync(Actor actor, string action, Func<KitTable, IReadOnlyDictionary<int, string>, Outcome> change, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.CorrectStock, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var table = await KitTable.OpenAsync(db, seen.Keys, actor.Name, clock.GetUtcNow().UtcDateTime, ct);
        var outcome = change(table, seen);
        if (!outcome.Succeeded || table.Changes.Count == 0)
            return outcome;
        try
        {
            await db.SaveChangesAsync(ct);
            await KitOrders.LookAgainAsync(db, table.Touched, ct);
            var subject = table.Changes.Count == 1 ? Words(table.Changes.Keys.Single(), seen) : $"{table.Changes.Count} kits";
            await trail.AppendAsync(db, new AuditRecord(actor, action, "kits", subject, Show(table, seen, c => c.Before), Show(table, seen, c => c.After)), ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            return Outcome.Conflict("Somebody changed the kits in the same moment. They have been read again; look before you repeat.");
        }
        reconciliation.Request("kits changed");
        feed.Publish(ChangeTopic.Stock);
        return outcome;
    }

    private static string Show(KitTable table, IReadOnlyDictionary<int, string> seen, Func<(string? Before, string? After), string?> side)
    {
        var words = table.Changes.Take(RowsInAudit).ToDictionary(c => Words(c.Key, seen), c => side(c.Value) ?? "not there");
        if (table.Changes.Count > RowsInAudit)
            words["…"] = $"{table.Changes.Count - RowsInAudit} more";
        return JsonSerializer.Serialize(words);
    }

    private static string Words(KitKey key, IReadOnlyDictionary<int, string> seen) => $"{key.Sku} of {seen[key.AccountId]} from {key.From:yyyy-MM-dd}";
}
