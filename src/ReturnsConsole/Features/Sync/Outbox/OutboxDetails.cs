using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>Something that happened to a message.</summary>
/// <param name="Why">A person's reason, or what the partner said.</param>
public sealed record MessageEvent(DateTime At, string What, string Who, string Why);

/// <summary>One message with its history.</summary>
/// <param name="Content">What is sent, as indented JSON.</param>
/// <param name="OrderId">The order it is about; empty when its subject names none.</param>
/// <param name="CaseId">The open case about it; null when there is none.</param>
public sealed record OutboxDetail(OutboxRow Row, string Content, string DocumentHash, IReadOnlyList<MessageEvent> Events, string OrderId, long? CaseId);

/// <summary>One message for its page.</summary>
public sealed partial class OutboxDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public async Task<Answer<OutboxDetail>> RunAsync(Actor actor, long id, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewSync, ct) is { } refusal)
            return Answer.Refused<OutboxDetail>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = await db.OutboxMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct);
        if (message is null || await SyncScope.RefusalAsync(db, guard, actor, message.PartnerId, ct) is not null)
            return Answer.Refused<OutboxDetail>("There is no such message that you can see.");
        var partner = await db.Partners.AsNoTracking().SingleAsync(p => p.Id == message.PartnerId, ct);
        var row = await OutboxList.Rows(db.OutboxMessages.Where(m => m.Id == id).Select(m => new OutboxList.Sent { Message = m, Partner = partner.Name })).SingleAsync(ct);
        var subject = $"{partner.Name}/{message.Key}";
        var open = await db.Cases.AsNoTracking().Where(c => c.SubjectKey == subject && c.Kind == CaseKind.FailedUpdate && c.AccountId == partner.AccountId && c.Status == CaseStatus.Open).Select(c => (long?)c.Id).FirstOrDefaultAsync(ct);
        return Answer.Of(new OutboxDetail(row, Pretty(message.Body), message.DocumentHash, await EventsAsync(db, message, ct), OrderId().Match(message.Subject).Value, open));
    }

    private static async Task<IReadOnlyList<MessageEvent>> EventsAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct)
    {
        var events = new List<MessageEvent> { new(message.CreatedAt, "Decided", message.CreatedBy, "") };
        // Keys are unique for a partner only: what was done before this message was written was done to another.
        var decided = await db.AuditEntries.AsNoTracking().Where(a => a.SubjectKind == "outbox" && a.SubjectId == message.Key && a.At >= message.CreatedAt).OrderBy(a => a.Id).ToListAsync(ct);
        events.AddRange(decided.Select(a => new MessageEvent(a.At, a.Action == "outbox.retried" ? "Sent again by hand" : a.Action == "outbox.cancelled" ? "Taken back" : a.Action, a.ActorName, a.Why ?? "")));
        if (message.SentAt is { } sent)
            events.Add(new(sent, message.Attempts > 1 ? $"Last sent, attempt {message.Attempts}" : "Sent", "", message.EndedAt is null ? message.Message : ""));
        if (message.EndedAt is { } ended && message.Status != OutboxStatus.Cancelled)
            events.Add(new(ended, OutboxWords.Of(message.Status), "", message.Message));
        return [.. events.OrderBy(e => e.At)];
    }

    private static string Pretty(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            return body;
        }
    }

    [GeneratedRegex(@"\b\d{3}-\d{7}-\d{7}\b")]
    private static partial Regex OrderId();
}
