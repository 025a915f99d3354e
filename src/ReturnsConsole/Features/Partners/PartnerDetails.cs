using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Partners;

/// <summary>One partner as its form needs it.</summary>
/// <param name="SecretsKept">Keys of the credentials that are stored or stand in the configuration file; never the credentials.</param>
/// <param name="KeysLost">The credentials cannot be decrypted any more: what to do, in words. Null: they can.</param>
public sealed record PartnerDetail(PartnerRow Row, IReadOnlySet<string> SecretsKept, string? KeysLost);

/// <summary>One partner for its page.</summary>
public sealed class PartnerDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, PartnerFactory factory)
{
    public async Task<Answer<PartnerDetail>> RunAsync(Actor actor, int id, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Answer.Refused<PartnerDetail>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } partner)
            return Answer.Refused<PartnerDetail>("There is no such partner.");
        if (await SyncScope.RefusalAsync(db, guard, actor, id, ct) is { } unseen)
            return Answer.Refused<PartnerDetail>(unseen);
        var account = await db.Accounts.Where(a => a.Id == partner.AccountId).Select(a => a.Name).SingleOrDefaultAsync(ct) ?? "";
        try
        {
            return Answer.Of(new PartnerDetail(PartnerList.RowOf(partner, account), factory.ConnectionOf(partner).Secrets.Where(s => s.Value.Length > 0).Select(s => s.Key).ToHashSet(StringComparer.Ordinal), null));
        }
        catch (PartnerException lost)
        {
            return Answer.Of(new PartnerDetail(PartnerList.RowOf(partner, account), new HashSet<string>(), lost.Message));
        }
    }
}
