using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Intake;

/// <summary>The reasons a slip may give, the commonest on a dock first; what an Amazon code of the mapping table stands behind, and nothing else.</summary>
public sealed class ReasonChoices(IDbContextFactory<ConsoleContext> contexts, TimeProvider clock)
{
    private static readonly string[] Common = ["TooSmall", "TooLarge", "Defective", "UnwantedItem", "NotAsDescribed", "WrongItem", "DamagedInTransit", "OrderedByMistake", "MissingParts"];

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = (await ReasonCodeHistory.LoadAsync(db, ct)).InForce(clock.GetUtcNow().UtcDateTime);
        var known = rows.Where(m => m.SourceSystem == PlatformNames.Amazon).Select(m => m.CanonicalReason).ToHashSet(StringComparer.Ordinal);
        return [.. Common.Where(known.Contains)];
    }
}
