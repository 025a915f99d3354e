using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Telling;

/// <summary>Asks a partner what it has of a SKU now. Changes nothing there.</summary>
public sealed class AskPartner(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, PartnerFactory factory, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>A partner's calls are counted: nobody needs the answer more often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <param name="toldId">The newest that the partner was told of this SKU.</param>
    public async Task<Outcome> RunAsync(Actor actor, long toldId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        StockTold? told;
        Partner partner;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            told = await db.StockTold.AsNoTracking().SingleOrDefaultAsync(t => t.Id == toldId, ct);
            if (told is null || companies is not null && !await db.Accounts.AnyAsync(a => a.Id == told.AccountId && companies.Contains(a.CompanyId), ct))
                return Outcome.Forbidden("There is no such message among the accounts you see.");
            partner = await db.Partners.AsNoTracking().SingleAsync(p => p.Id == told.PartnerId, ct);
        }
        if (told.SaidAt is { } asked && clock.GetUtcNow().UtcDateTime - asked < Pause)
            return Outcome.Done($"{partner.Name} was asked a moment ago: it has {told.Said} of {told.Sku}.");
        if (!partner.IsCalled)
            return Outcome.Refused($"{partner.Name} is not called at the moment. An administrator sees why under Partners.");
        if (partner.Kind == PartnerKind.AmazonVendor || StockTelling.Message(partner, told.Sku, 0, 0) is not { } question)
            return Outcome.Refused($"{partner.Name} cannot be asked for its stock: it only takes numbers.");
        var (said, failed) = await AskAsync(partner, question, ct);
        if (said is not { } onStock)
            return Outcome.Refused(failed!);
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var now = clock.GetUtcNow().UtcDateTime;
            await db.StockTold.Where(t => t.Id == toldId).ExecuteUpdateAsync(set => set.SetProperty(t => t.Said, onStock).SetProperty(t => t.SaidAt, now).SetProperty(t => t.Version, t => t.Version + 1), ct);
        }
        reconciliation.Request("partner's stock");
        feed.Publish(ChangeTopic.Stock);
        return Outcome.Done($"{partner.Name} has {onStock} of {told.Sku}.");
    }

    private async Task<(long? OnStock, string? Failed)> AskAsync(Partner partner, PartnerMessage question, CancellationToken ct)
    {
        try
        {
            var (read, failed) = await factory.Of(partner).PrepareAsync(question, ct);
            return read switch
            {
                ListingIncreaseMessage { Read: { } offer } => (offer.Quantity, null),
                StockIncreaseMessage { Read: { } entry } => (entry.OnStock, null),
                _ => (null, failed?.Message ?? $"{partner.Name} did not say what it has."),
            };
        }
        catch (PartnerException unreachable)
        {
            return (null, unreachable.Message);
        }
    }
}
