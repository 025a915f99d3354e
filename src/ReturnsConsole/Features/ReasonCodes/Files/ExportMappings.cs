using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.ReasonCodes.Files;

/// <summary>One version as a table that a spreadsheet opens and that can be brought back.</summary>
public sealed class ExportMappings(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    /// <param name="number">Null: the draft, else the newest version.</param>
    public async Task<Answer<ExportTable>> RunAsync(Actor actor, int? number, CancellationToken ct)
    {
        foreach (var permission in (Permission[])[Permission.ViewFacts, Permission.Export])
        {
            if (await guard.RefusalAsync(actor, permission, ct) is { } refusal)
                return Answer.Refused<ExportTable>(refusal);
        }
        await using var db = await contexts.CreateDbContextAsync(ct);
        var version = await db.ReasonCodeVersions.AsNoTracking().Where(v => number == null || v.Number == number).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (version is null)
            return Answer.Refused<ExportTable>($"There is no version {number} of the reason codes.");
        var rows = await Versions.VersionStart.RowsAsync(db, version.Id, ct);
        return Answer.Of(new ExportTable($"Reason codes {version.Number}", MappingColumns.All, Cells([.. MappingDifference.Between(rows, rows).Select(d => d.Shown)])));
    }

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Cells(IReadOnlyList<MappingRow> rows)
    {
        foreach (var (key, v, _, _) in rows)
            yield return [.. new[] { key.SourceSystem, key.Code, v.CanonicalReason, YesNo(v.SellerFault), v.AmazonCode, v.CommercetoolsCode, v.CostCode, v.LiabilityCode, YesNo(v.ToBeConfirmed) }.Select(ExportCell.Of)];
        await Task.CompletedTask;
    }

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}
