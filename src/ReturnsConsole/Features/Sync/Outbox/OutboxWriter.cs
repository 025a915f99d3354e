using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>Writes messages in the transaction of what decided them: no decision without its message, no message without its decision.</summary>
public sealed class OutboxWriter(TimeProvider clock)
{
    /// <summary>Adds the message to the context; the caller saves and commits. The same key again adds nothing. What it says anew is no longer sent.</summary>
    /// <param name="key">Names the decision: deciding the same again gives the same key.</param>
    /// <param name="subject">What it is about, for people. No personal data.</param>
    /// <param name="returnItems">The return items it tells about.</param>
    /// <returns>False when the message is there already.</returns>
    /// <exception cref="InvalidOperationException">There is no transaction, a key or body is too long, or an item is quarantined: the one who decides must see to all of it first.</exception>
    public async Task<bool> AddAsync(ConsoleContext db, Actor actor, int partnerId, string key, string subject, PartnerMessage message, CancellationToken ct, params IReadOnlyList<long> returnItems)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A message is written in the transaction of what decided it.");
        if (key.Length is 0 or > 100)
            throw new InvalidOperationException("A message needs a key of 1 to 100 characters.");
        var body = OutboxKinds.Write(message);
        if (body.Length > OutboxMessage.BodyLength)
            throw new InvalidOperationException($"The message {key} has {body.Length} characters; at most {OutboxMessage.BodyLength} can be kept. Make several of it.");
        if (await db.OutboxMessages.AnyAsync(m => m.PartnerId == partnerId && m.Key == key, ct))
            return false;
        if (await db.ReturnItems.Where(r => returnItems.Contains(r.Id) && r.Mapping == MappingStatus.Quarantined).Select(r => (long?)r.Id).FirstOrDefaultAsync(ct) is { } quarantined)
            throw new InvalidOperationException($"Return item {quarantined} is quarantined: no partner is told about it.");
        var now = clock.GetUtcNow().UtcDateTime;
        var added = new OutboxMessage
        {
            PartnerId = partnerId,
            Kind = OutboxKinds.NameOf(message),
            Key = key,
            Body = body,
            Lane = OutboxKinds.LaneOf(message),
            Subject = subject.Length <= 200 ? subject : subject[..199] + "…",
            CreatedAt = now,
            CreatedBy = actor.Name.Length <= 100 ? actor.Name : actor.Name[..100],
            DueSince = now,
            NextAt = now,
        };
        foreach (var item in returnItems.Distinct())
            added.Items.Add(new OutboxItem { ReturnItemId = item });
        await ReplaceAsync(db, added, message, now, ct);
        db.OutboxMessages.Add(added);
        return true;
    }

    /// <summary>What nobody is sending now and what the new message says anew is not sent any more.</summary>
    private static async Task ReplaceAsync(ConsoleContext db, OutboxMessage added, PartnerMessage message, DateTime now, CancellationToken ct)
    {
        if (added.Lane.Length == 0 || !OutboxKinds.Covers(message, message))
            return;
        OutboxStatus[] idle = [OutboxStatus.Waiting, OutboxStatus.Unknown, OutboxStatus.Refused, OutboxStatus.GaveUp];
        var before = await db.OutboxMessages.Where(m => m.PartnerId == added.PartnerId && m.Lane == added.Lane && idle.Contains(m.Status) && m.ClaimedBy == null).ToListAsync(ct);
        foreach (var earlier in before.Where(e => e.Body.Length > 0 && OutboxKinds.Covers(message, OutboxKinds.Read(e.Kind, e.Body))))
            earlier.ReplaceBy(added.Key, now);
    }
}
