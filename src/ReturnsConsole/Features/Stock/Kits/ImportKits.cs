using System.Globalization;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.ReasonCodes.Files;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>What became of a file.</summary>
/// <param name="Header">As the file has it, for the file of rejected rows.</param>
public sealed record KitImport(Outcome Outcome, int Added, int Changed, int Same, IReadOnlyList<RejectedRow> Rejected, IReadOnlyList<string> Header)
{
    public static KitImport Nothing(Outcome outcome) => new(outcome, 0, 0, 0, [], []);
}

/// <summary>Takes the good kits of a file; each other row says what is wrong with it. A kit is taken whole or not at all. Kits and days that the file does not name stay as they are.</summary>
public sealed class ImportKits(KitEditing editing, IAccessGuard guard)
{
    public async Task<KitImport> RunAsync(Actor actor, Stream file, CancellationToken ct)
    {
        // Nobody's file is read who may not change anything.
        if (await guard.RefusalAsync(actor, Permission.CorrectStock, ct) is { } refusal)
            return KitImport.Nothing(Outcome.Forbidden(refusal));
        IReadOnlyList<FileRow> rows;
        try
        {
            rows = await MappingFile.ReadAsync(file, ct, "kits", KitColumns.All);
            if (KitFile.HeaderFault(rows) is { } wrong)
                return KitImport.Nothing(Outcome.Refused(wrong));
        }
        catch (MappingFileException fault)
        {
            return KitImport.Nothing(Outcome.Refused(fault.Message));
        }
        var import = KitImport.Nothing(Outcome.Done(""));
        var outcome = await editing.RunAsync(actor, "kits.imported", (table, seen) =>
        {
            import = Take(table, KitFile.Parse(rows, seen), rows);
            return import.Outcome;
        }, ct);
        return outcome.Succeeded ? import with { Outcome = outcome } : KitImport.Nothing(outcome);
    }

    private static KitImport Take(KitTable table, KitFile read, IReadOnlyList<FileRow> rows)
    {
        var rejected = read.Rejected.ToList();
        var (added, changed, same) = (0, 0, 0);
        foreach (var (key, lines) in read.Kits)
        {
            var wanted = lines.ConvertAll(l => l.Line).FindAll(l => l.Sku.Length > 0);
            if (table.FaultOf(key, wanted) is { } fault)
            {
                var at = lines.Find(l => l.Line.Sku == fault.Found && fault.Field == KitColumns.Component) ?? lines[0];
                rejected.AddRange(lines.Select(l => new RejectedRow(l.Row.Line, l == at ? fault : KitFile.NotAlone(key, at.Row.Line), l.Row.Cells)));
                continue;
            }
            var isNew = !table.Recipes.ContainsKey(key);
            if (!table.Put(key, wanted))
                same++;
            else if (isNew)
                added++;
            else
                changed++;
        }
        rejected.Sort((a, b) => a.Line.CompareTo(b.Line));
        return new(Outcome.Done(Words(rows.Count - 1, added, changed, same, rejected.Select(r => r.Line).Distinct().Count())), added, changed, same, rejected, rows[0].Cells);
    }

    private static string Words(int total, int added, int changed, int same, int rejected)
    {
        var taken = added + changed > 0 ? $"{string.Join(" and ", new[] { added == 0 ? "" : Count(added, "new kit", "new kits"), changed == 0 ? "" : Count(changed, "changed kit", "changed kits") }.Where(w => w.Length > 0))}." : same > 0 ? "Nothing changed: the table says all of it already." : "Nothing was taken.";
        return $"{Count(total, "row", "rows")} read. {taken}{(rejected == 0 ? "" : $" {Count(rejected, "row was", "rows were")} not taken.")}";
    }

    private static string Count(int n, string one, string many) => $"{n.ToString("N0", CultureInfo.InvariantCulture)} {(n == 1 ? one : many)}";
}
