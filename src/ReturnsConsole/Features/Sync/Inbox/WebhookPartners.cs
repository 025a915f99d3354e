using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>A partner that may push, with how its deliveries are signed.</summary>
public sealed record WebhookPartner(int Id, PartnerKind Kind, WebhookScheme Scheme);

/// <summary>Finds the partner of a webhook address. Kept for a few seconds, found or not, so that a flood of deliveries is not a flood of queries; forgotten when partners change.</summary>
public sealed class WebhookPartners : IDisposable
{
    private const int MostKept = 1_000;
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);
    private readonly IDbContextFactory<ConsoleContext> contexts;
    private readonly PartnerFactory factory;
    private readonly TimeProvider clock;
    private readonly IDisposable changes;
    private readonly ConcurrentDictionary<(PartnerKind, string), (WebhookPartner? Partner, DateTimeOffset Until)> kept = new();

    public WebhookPartners(IDbContextFactory<ConsoleContext> contexts, PartnerFactory factory, ChangeFeed feed, TimeProvider clock)
    {
        (this.contexts, this.factory, this.clock) = (contexts, factory, clock);
        changes = feed.Subscribe(ChangeTopic.Partners, kept.Clear);
    }

    /// <returns>Null: there is none of this name that pushes, or it is switched off.</returns>
    /// <exception cref="PartnerException">Its settings cannot be used.</exception>
    public async Task<WebhookPartner?> FindAsync(string kind, string name, CancellationToken ct)
    {
        if (!Enum.TryParse<PartnerKind>(kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) || !Pushes(known) || PartnerRules.NameFault(name) is not null)
            return null;
        var now = clock.GetUtcNow();
        if (kept.TryGetValue((known, name), out var there) && there.Until > now)
            return there.Partner;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var partner = await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == known && p.Name == name && !p.Paused, ct);
        var found = partner is null ? null : new WebhookPartner(partner.Id, known, WebhookScheme.Of(factory.ConnectionOf(partner)));
        // Guessed names must not fill the memory.
        if (kept.Count >= MostKept)
            kept.Clear();
        kept[(known, name)] = (found, now + Keep);
        return found;
    }

    public void Dispose() => changes.Dispose();

    private static bool Pushes(PartnerKind kind) => PartnerConnectors.Kinds.Contains(kind) && PartnerConnectors.Describe(kind).Fields.Any(f => f.Key == "WebhookSecret");
}
