using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Sync.Runs;

/// <summary>What the console knows that a partner without a list must be asked about one by one.</summary>
public sealed class StreamSubjects(IDbContextFactory<ConsoleContext> contexts)
{
    /// <summary>At most so many are asked in one run; the oldest question first.</summary>
    private const int Most = 500;

    public async Task<IReadOnlyList<string>> OfAsync(Partner partner, string stream, CancellationToken ct)
    {
        if (partner.Kind != PartnerKind.HappyReturns || stream != "returns")
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ReturnItems.Where(r => r.AccountId == partner.AccountId && r.Channel == ReturnChannel.HappyReturns && r.ProcessedAt == null && r.CancelledAt == null && r.MerchantRmaId != "")
            .OrderBy(r => r.Id).Select(r => r.MerchantRmaId).Distinct().Take(Most).ToListAsync(ct);
    }
}
