using System.Globalization;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes.Versions;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Files;

/// <summary>What became of a file.</summary>
/// <param name="Header">As the file has it, for the file of rejected rows.</param>
public sealed record MappingImport(Outcome Outcome, int Rows, int Added, int Changed, int Same, IReadOnlyList<RejectedRow> Rejected, IReadOnlyList<string> Header)
{
    public static MappingImport Nothing(Outcome outcome) => new(outcome, 0, 0, 0, 0, [], []);
}

/// <summary>Takes the good rows of a file into the draft; each other row says what is wrong with it. Codes that the file does not name stay as they are.</summary>
public sealed class ImportMappings(DraftEditing editing, IAccessGuard guard)
{
    public async Task<MappingImport> RunAsync(Actor actor, Stream file, CancellationToken ct)
    {
        // Nobody's file is read who may not change anything.
        if (await guard.RefusalAsync(actor, Permission.EditReasonCodes, ct) is { } refusal)
            return MappingImport.Nothing(Outcome.Forbidden(refusal));
        IReadOnlyList<FileRow> rows;
        try
        {
            rows = await MappingFile.ReadAsync(file, ct);
            if (MappingTable.HeaderFault(rows) is { } wrong)
                return MappingImport.Nothing(Outcome.Refused(wrong));
        }
        catch (MappingFileException fault)
        {
            return MappingImport.Nothing(Outcome.Refused(fault.Message));
        }
        var table = MappingTable.Parse(rows);
        var (added, changed) = (0, 0);
        var outcome = await editing.RunAsync(actor, "reason-codes.imported", work =>
        {
            foreach (var (key, read) in table.Good)
            {
                var there = work.Rows.GetValueOrDefault(key)?.Values();
                var values = read(there);
                if (there is null)
                    added++;
                else if (there != values)
                    changed++;
                work.Put(key, values);
            }
            return Outcome.Done("");
        }, ct);
        if (!outcome.Succeeded)
            return MappingImport.Nothing(outcome);
        var (total, rejected) = (rows.Count - 1, table.Rejected.Select(r => r.Line).Distinct().Count());
        return new(Outcome.Done(Words(total, added, changed, rejected)), total, added, changed, table.Good.Count - added - changed, table.Rejected, rows[0].Cells);
    }

    private static string Words(int total, int added, int changed, int rejected)
    {
        var taken = added + changed == 0 ? "Nothing new" : $"{added.ToString(CultureInfo.InvariantCulture)} new and {changed.ToString(CultureInfo.InvariantCulture)} changed codes are in the draft";
        return $"{total.ToString("N0", CultureInfo.InvariantCulture)} {(total == 1 ? "row" : "rows")} read. {taken}.{(rejected == 0 ? "" : $" {rejected.ToString("N0", CultureInfo.InvariantCulture)} {(rejected == 1 ? "row was" : "rows were")} not taken.")}";
    }
}
