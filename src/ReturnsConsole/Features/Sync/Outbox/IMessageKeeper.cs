using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>A feature whose messages carry more than their body: it fills them, may hold them back, and hears of each answer in the transaction that keeps it.</summary>
public interface IMessageKeeper
{
    bool Keeps(string kind);

    /// <summary>People decide about it where the feature shows it, and not among the messages.</summary>
    Task<bool> DecidesAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct) => Task.FromResult(true);

    /// <summary>The message with all that a connector needs.</summary>
    /// <exception cref="System.Text.Json.JsonException">What was kept of it is damaged or gone.</exception>
    Task<PartnerMessage> FillAsync(ConsoleContext db, OutboxMessage message, PartnerMessage what, CancellationToken ct);

    /// <summary>Asked in the transaction that would mark it as being sent. What is changed in the context is saved with it.</summary>
    /// <returns>Why it must not leave any more; null when it may.</returns>
    Task<string?> HoldAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct);

    /// <summary>Told after the answer changed the message and before that is saved, in one transaction with it. The same answer may come twice.</summary>
    Task ApplyAsync(ConsoleContext db, OutboxMessage message, SendAnswer answer, CancellationToken ct);
}
