using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Intake;

/// <summary>The reasons a slip may give, the commonest on a dock first; what an Amazon code of the mapping table stands behind, and nothing else.</summary>
public sealed class ReasonChoices(IDbContextFactory<ConsoleContext> contexts)
{
    private static readonly string[] Common = ["TooSmall", "TooLarge", "Defective", "UnwantedItem", "NotAsDescribed", "WrongItem", "DamagedInTransit", "OrderedByMistake", "MissingParts"];

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db.ReasonCodeMappings.AsNoTracking().Where(m => m.SourceSystem == StarterReasonCodes.Amazon).Select(m => m.CanonicalReason).Distinct().ToListAsync(ct);
        return [.. Common.Where(known.Contains)];
    }
}
