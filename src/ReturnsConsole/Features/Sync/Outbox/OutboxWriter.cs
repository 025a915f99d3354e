using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>Writes messages in the transaction of what decided them: no decision without its message, no message without its decision.</summary>
public sealed class OutboxWriter(TimeProvider clock)
{
    /// <summary>Adds the message to the context; the caller saves and commits. The same key again adds nothing.</summary>
    /// <param name="key">Names the decision: deciding the same again gives the same key.</param>
    /// <param name="subject">What it is about, for people.</param>
    /// <returns>False when the message is there already.</returns>
    public async Task<bool> AddAsync(ConsoleContext db, Actor actor, int partnerId, string key, string subject, PartnerMessage message, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A message is written in the transaction of what decided it.");
        if (await db.OutboxMessages.AnyAsync(m => m.PartnerId == partnerId && m.Key == key, ct))
            return false;
        var now = clock.GetUtcNow().UtcDateTime;
        db.OutboxMessages.Add(new OutboxMessage
        {
            PartnerId = partnerId,
            Kind = OutboxKinds.NameOf(message),
            Key = key,
            Body = OutboxKinds.Write(message),
            Subject = subject.Length <= 200 ? subject : subject[..199] + "…",
            CreatedAt = now,
            CreatedBy = actor.Name,
            NextAt = now,
        });
        return true;
    }
}
