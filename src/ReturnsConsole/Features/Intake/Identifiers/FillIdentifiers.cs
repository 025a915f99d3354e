using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Intake.Identifiers;

/// <summary>A database with facts from before identifiers were kept gets them once, in one transaction.</summary>
public sealed class FillIdentifiers(IDbContextFactory<ConsoleContext> contexts) : IDatabaseStartStep
{
    private const int Batch = 5_000;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await IsDoneAsync(db, ct))
            return;
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await IsDoneAsync(db, ct))
            return;
        var writer = new IdentifierWriter(db);
        for (long last = 0; ;)
        {
            var lines = await db.OrderLines.AsNoTracking().Where(l => l.Id > last).OrderBy(l => l.Id).Take(Batch).ToListAsync(ct);
            lines.ForEach(writer.Add);
            if (lines.Count < Batch)
                break;
            last = lines[^1].Id;
        }
        for (long last = 0; ;)
        {
            var items = await db.ReturnItems.AsNoTracking().Where(r => r.Id > last).OrderBy(r => r.Id).Take(Batch).ToListAsync(ct);
            items.ForEach(item => writer.Add(item, item.Id));
            if (items.Count < Batch)
                break;
            last = items[^1].Id;
        }
        writer.Flush();
        await transaction.CommitAsync(ct);
    }

    private static async Task<bool> IsDoneAsync(ConsoleContext db, CancellationToken ct) =>
        await db.ParcelIdentifiers.AnyAsync(ct) || !(await db.OrderLines.AnyAsync(ct) || await db.ReturnItems.AnyAsync(ct));
}
