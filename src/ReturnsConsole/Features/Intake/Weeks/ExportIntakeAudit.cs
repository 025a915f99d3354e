using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Intake.Weeks;

/// <summary>The rows behind the weekly figures, as a table that is read while it is written. Who exported what stands in the audit trail.</summary>
public sealed class ExportIntakeAudit(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, AuditTrail audit, TimeProvider clock)
{
    public const int Weeks = 8;
    private static readonly string[] Columns = ["week", "side", "account", "order", "sku", "rma", "tracking", "quantity", "requested or received", "delivered", "note"];

    /// <param name="week">Null: the last eight weeks.</param>
    /// <param name="side">Null: all three.</param>
    public async Task<(ExportTable? Table, string? Refusal)> RunAsync(Actor actor, DateOnly? week, IntakeAuditSide? side, CancellationToken ct)
    {
        foreach (var permission in (Permission[])[Permission.Export, Permission.ViewFacts])
        {
            if (await guard.RefusalAsync(actor, permission, ct) is { } refusal)
                return (null, refusal);
        }
        var names = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            await using var write = await db.BeginWriteAsync(ct);
            await audit.AppendAsync(db, new AuditRecord(actor, "intake.exported", "intake", week?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "last weeks"), ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        var newest = IntakeAudit.MondayOf(clock.GetUtcNow().UtcDateTime);
        var weeks = week is { } one ? [one] : Enumerable.Range(0, Weeks).Select(i => newest.AddDays(-7 * i)).ToArray();
        return (new ExportTable("Intake audit", Columns, RowsAsync(names, weeks, side is { } chosen ? [chosen] : Enum.GetValues<IntakeAuditSide>(), ct)), null);
    }

    private async IAsyncEnumerable<IReadOnlyList<ExportCell>> RowsAsync(Dictionary<int, string> names, DateOnly[] weeks, IntakeAuditSide[] sides, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var week in weeks)
        {
            foreach (var side in sides)
            {
                await foreach (var fact in IntakeAudit.Rows(db, [.. names.Keys], week, side).AsAsyncEnumerable().WithCancellation(ct))
                {
                    var row = fact.Shown(side, names);
                    yield return
                    [
                        ExportCell.Of(week.ToString("O", System.Globalization.CultureInfo.InvariantCulture)), ExportCell.Of(side.ToString()), ExportCell.Of(row.Account), ExportCell.Of(row.OrderId), ExportCell.Of(row.Sku), ExportCell.Of(row.Rma),
                        ExportCell.Of(row.TrackingId), ExportCell.Of((long)row.Quantity), ExportCell.Of(row.At), ExportCell.Of(row.DeliveredAt), ExportCell.Of(row.Note),
                    ];
                }
            }
        }
    }
}
