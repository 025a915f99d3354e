using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Partners;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>A partner that may push, with how its deliveries are signed.</summary>
public sealed record WebhookPartner(int Id, PartnerKind Kind, WebhookScheme Scheme);

/// <summary>Finds the partner of a webhook address. Kept for a few seconds, so that a flood of deliveries is not a flood of queries.</summary>
public sealed class WebhookPartners(IDbContextFactory<ConsoleContext> contexts, PartnerFactory factory, TimeProvider clock)
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(PartnerKind, string), (WebhookPartner? Partner, DateTimeOffset Until)> kept = new();

    /// <exception cref="PartnerException">Its settings cannot be used.</exception>
    public async Task<WebhookPartner?> FindAsync(string kind, string name, CancellationToken ct)
    {
        if (!Enum.TryParse<PartnerKind>(kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) || !PartnerConnectors.Kinds.Contains(known) || name.Length > 60)
            return null;
        var now = clock.GetUtcNow();
        if (kept.TryGetValue((known, name), out var there) && there.Until > now)
            return there.Partner;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var partner = await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == known && p.Name == name && !p.Paused, ct);
        var found = partner is null ? null : new WebhookPartner(partner.Id, known, WebhookScheme.Of(factory.ConnectionOf(partner)));
        if (found is not null)
            kept[(known, name)] = (found, now + Keep);
        return found;
    }
}
