using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>
/// Sends what waits and asks what became of what was sent. Sending is at most once: that it is being sent is durable before the call, and whoever finds it so
/// later takes the outcome for unknown. Asking is at least once.
/// </summary>
public sealed class SendOutbox(
    IDbContextFactory<ConsoleContext> contexts, PartnerFactory factory, IOptions<SyncOptions> options, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock, ILogger<SendOutbox> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Works off everything that is due.</summary>
    /// <returns>How many messages were sent or asked about.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await MarkLostAsync(ct);
        var done = 0;
        while (!ct.IsCancellationRequested && await TakeAsync(ct) is { } taken)
        {
            await HandleAsync(taken, ct);
            done++;
        }
        if (done > 0)
            feed.Publish(ChangeTopic.Sync);
        return done;
    }

    /// <summary>What a process that died was sending may have arrived: nobody knows.</summary>
    private async Task MarkLostAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = Now;
        foreach (var lost in await db.OutboxMessages.Where(m => m.Status == OutboxStatus.Sending).ToListAsync(ct))
        {
            if (lost.ClaimedBy is not null && lost.ClaimedUntil > now && !Claim.IsDead(lost.ClaimedBy))
                continue;
            (lost.Status, lost.NextAt, lost.ClaimedBy, lost.ClaimedUntil) = (OutboxStatus.Unknown, now, null, null);
            lost.Message = "The console ended while it was sending this. The partner is asked whether it arrived.";
        }
        await db.SaveChangesAsync(ct);
    }

    private async Task<(long Id, string Claim)?> TakeAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        while (true)
        {
            var now = Now;
            var next = await db.OutboxMessages.AsNoTracking()
                .Where(m => (m.Status == OutboxStatus.Waiting || m.Status == OutboxStatus.Pending || m.Status == OutboxStatus.Unknown) && m.NextAt <= now && (m.ClaimedBy == null || m.ClaimedUntil < now)
                    && db.Partners.Any(p => p.Id == m.PartnerId && !p.Paused && p.StoppedBecause == ""))
                .OrderBy(m => m.NextAt).ThenBy(m => m.Id).Select(m => new { m.Id, m.Version }).FirstOrDefaultAsync(ct);
            if (next is null)
                return null;
            var claim = Claim.New();
            if (await db.OutboxMessages.Where(m => m.Id == next.Id && m.Version == next.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.ClaimedBy, claim).SetProperty(m => m.ClaimedUntil, now + Lease).SetProperty(m => m.Version, m => m.Version + 1), ct) == 1)
                return (next.Id, claim);
        }
    }

    private async Task HandleAsync((long Id, string Claim) taken, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var message = await db.OutboxMessages.SingleAsync(m => m.Id == taken.Id, ct);
        var partner = await db.Partners.AsNoTracking().SingleAsync(p => p.Id == message.PartnerId, ct);
        var before = message.Status;
        SendAnswer answer;
        try
        {
            var connector = factory.Of(partner);
            var what = OutboxKinds.Read(message.Kind, message.Body);
            if (before == OutboxStatus.Waiting)
            {
                // Durable before the call: from here on a crash means that nobody knows.
                (message.Status, message.SentAt, message.Attempts) = (OutboxStatus.Sending, Now, message.Attempts + 1);
                message.DocumentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Body)));
                await db.SaveChangesAsync(CancellationToken.None);
                answer = await connector.SendAsync(what, message.Key, ct);
            }
            else
            {
                answer = await connector.AskAsync(what, message.Key, message.Reference.Length == 0 ? null : message.Reference, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            answer = message.Status == OutboxStatus.Sending
                ? new SendAnswer(SendResult.Unknown, "The console was stopped while it was sending this. The partner is asked whether it arrived.")
                : new SendAnswer(before == OutboxStatus.Pending ? SendResult.Pending : SendResult.Unknown, message.Message);
        }
        catch (PartnerException failed)
        {
            answer = OfFailure(message.Status == OutboxStatus.Sending, before, failed);
        }
        catch (JsonException damaged)
        {
            answer = new SendAnswer(SendResult.Refused, $"The stored message cannot be read: {damaged.Message}");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Message {Id} to {Partner} failed", message.Id, partner.Name);
            answer = new SendAnswer(message.Status == OutboxStatus.Sending ? SendResult.Unknown : before == OutboxStatus.Pending ? SendResult.Pending : SendResult.NotDone, "It failed for a reason on our side; the log has the details.");
        }
        Apply(message, before, answer);
        (message.ClaimedBy, message.ClaimedUntil) = (null, null);
        await db.SaveChangesAsync(CancellationToken.None);
        if (message.Status is OutboxStatus.Refused or OutboxStatus.GaveUp or OutboxStatus.Unknown || before is OutboxStatus.Unknown)
            reconciliation.Request("outbox");
    }

    private static SendAnswer OfFailure(bool sending, OutboxStatus before, PartnerException failed)
    {
        if (sending)
        {
            return failed.MayHaveHappened
                ? new SendAnswer(SendResult.Unknown, failed.Message, RequestId: failed.RequestId)
                : new SendAnswer(failed.IsPassing || failed.Fault is PartnerFault.AccessDenied or PartnerFault.Misconfigured or PartnerFault.Certificate ? SendResult.NotDone : SendResult.Refused,
                    failed.Message, After: failed.RetryAfter, RequestId: failed.RequestId);
        }
        // An enquiry that fails tells nothing.
        return new SendAnswer(before == OutboxStatus.Pending ? SendResult.Pending : SendResult.Unknown, failed.Message, After: failed.RetryAfter, RequestId: failed.RequestId);
    }

    private void Apply(OutboxMessage message, OutboxStatus before, SendAnswer answer)
    {
        var now = Now;
        message.Message = answer.Message.Length <= 1000 ? answer.Message : answer.Message[..999] + "…";
        if (answer.Reference is { } reference)
            message.Reference = reference;
        if (answer.RequestId is { } request)
            message.RequestId = request.Length <= 100 ? request : request[..100];
        switch (answer.Result)
        {
            case SendResult.Accepted:
                (message.Status, message.EndedAt) = (OutboxStatus.Done, now);
                break;
            case SendResult.Pending:
                (message.Status, message.NextAt) = (OutboxStatus.Pending, now + (answer.After ?? TimeSpan.FromMinutes(1)));
                break;
            case SendResult.Refused:
                (message.Status, message.EndedAt) = (OutboxStatus.Refused, now);
                break;
            case SendResult.NotDone when message.Attempts >= options.Value.SendAttempts:
                (message.Status, message.EndedAt) = (OutboxStatus.GaveUp, now);
                break;
            case SendResult.NotDone:
                (message.Status, message.NextAt) = (OutboxStatus.Waiting, now + (answer.After ?? Pause(message.Attempts, TimeSpan.FromSeconds(15))));
                break;
            default:
                var asked = message.SentAt is { } sent ? now - sent : TimeSpan.Zero;
                (message.Status, message.NextAt) = (OutboxStatus.Unknown, now + (answer.After ?? Between(asked / 2, TimeSpan.FromMinutes(before == OutboxStatus.Unknown ? 2 : 1), LongestPause)));
                break;
        }
    }

    private static TimeSpan Pause(int attempts, TimeSpan first) =>
        Between(first * Math.Pow(2, Math.Min(attempts, 12) - 1), first, LongestPause) * (0.75 + (RandomNumberGenerator.GetInt32(500) / 1000.0));

    private static TimeSpan Between(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
