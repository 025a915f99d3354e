using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>
/// Sends what waits and asks what became of what was sent. Sending is at most once: that it is being sent is durable before the call, and whoever finds it so
/// later takes the outcome for unknown. Asking is at least once. Partners are worked off beside each other, so that one in trouble holds up nobody else.
/// </summary>
public sealed class SendOutbox(
    IDbContextFactory<ConsoleContext> contexts, PartnerFactory factory, IOptions<SyncOptions> options, IEnumerable<IMessageKeeper> keepers, ReconciliationRequests reconciliation, ChangeFeed feed,
    TimeProvider clock, ILogger<SendOutbox> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);
    private static readonly OutboxStatus[] Due = [OutboxStatus.Waiting, OutboxStatus.Pending, OutboxStatus.Unknown];
    private static readonly OutboxStatus[] Blocking = [OutboxStatus.Waiting, OutboxStatus.Sending, OutboxStatus.Pending, OutboxStatus.Unknown];
    private static readonly OutboxStatus[] NeverSent = [OutboxStatus.Cancelled, OutboxStatus.Refused];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Works off everything that is due.</summary>
    /// <returns>How many messages were sent or asked about.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var done = 0;
        try
        {
            await MarkLostAsync(ct);
            // All run to their end, also when one of them fails: a call that is under way is never cut off for another partner's sake.
            await Task.WhenAll((await PartnersAsync(ct)).Select(async partner =>
            {
                while (!ct.IsCancellationRequested && await TakeAsync(partner, ct) is { } taken)
                {
                    await HandleAsync(taken, ct);
                    Interlocked.Increment(ref done);
                }
            }));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // What was not begun waits for the next run.
        }
        if (done == 0)
            return done;
        feed.Publish(ChangeTopic.Sync);
        // Documents of refunds are told in this way too.
        feed.Publish(ChangeTopic.Refunds);
        return done;
    }

    /// <summary>What a process that died was sending may have arrived: nobody knows. What it had only picked up is free again.</summary>
    private async Task MarkLostAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = Now;
        var lost = 0;
        var held = await db.OutboxMessages.AsNoTracking().Where(m => m.Status == OutboxStatus.Sending || (Due.Contains(m.Status) && m.ClaimedBy != null))
            .Select(m => new { m.Id, m.Version, m.Status, m.ClaimedBy, m.ClaimedUntil }).ToListAsync(ct);
        foreach (var m in held.Where(m => m.ClaimedBy is null || m.ClaimedUntil < now || Claim.IsDead(m.ClaimedBy)))
        {
            var same = db.OutboxMessages.Where(x => x.Id == m.Id && x.Version == m.Version);
            if (m.Status != OutboxStatus.Sending)
            {
                await same.ExecuteUpdateAsync(set => set.SetProperty(x => x.ClaimedBy, (string?)null).SetProperty(x => x.ClaimedUntil, (DateTime?)null).SetProperty(x => x.Version, x => x.Version + 1), ct);
                continue;
            }
            lost += await same.ExecuteUpdateAsync(
                set => set.SetProperty(x => x.Status, OutboxStatus.Unknown).SetProperty(x => x.NextAt, now).SetProperty(x => x.ClaimedBy, (string?)null).SetProperty(x => x.ClaimedUntil, (DateTime?)null)
                    .SetProperty(x => x.Message, "The console ended while it was sending this. The partner is asked whether it arrived.").SetProperty(x => x.Version, x => x.Version + 1), ct);
        }
        if (lost > 0)
            reconciliation.Request("outbox");
    }

    private async Task<List<int>> PartnersAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = Now;
        return await db.Partners.Where(p => !p.Paused && p.StoppedBecause == "" && db.OutboxMessages.Any(m => m.PartnerId == p.Id && Due.Contains(m.Status) && m.NextAt <= now)).Select(p => p.Id).ToListAsync(ct);
    }

    private async Task<(long Id, string Claim)?> TakeAsync(int partner, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        while (true)
        {
            var now = Now;
            var next = await db.OutboxMessages.AsNoTracking()
                .Where(m => m.PartnerId == partner && Due.Contains(m.Status) && m.NextAt <= now && (m.ClaimedBy == null || m.ClaimedUntil < now) && db.Partners.Any(p => p.Id == partner && !p.Paused && p.StoppedBecause == ""))
                .Where(m => m.Status != OutboxStatus.Waiting
                    || (!db.OutboxMessages.Any(e => e.PartnerId == partner && e.Lane == m.Lane && m.Lane != "" && e.Id < m.Id && Blocking.Contains(e.Status))
                        && !m.Items.Any(i => db.ReturnItems.Any(r => r.Id == i.ReturnItemId && r.Mapping == MappingStatus.Quarantined))))
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
        var keeper = keepers.FirstOrDefault(k => k.Keeps(message.Kind));
        PartnerMessage? what = null;
        SendAnswer? answer;
        try
        {
            what = OutboxKinds.Read(message.Kind, message.Body);
            if (keeper is not null)
                what = await keeper.FillAsync(db, message, what, ct);
            var connector = factory.Of(partner);
            answer = before == OutboxStatus.Waiting ? await SendAsync(db, connector, what, message, keeper, ct) : await AskAsync(connector, what, message, partner.Name, ct);
        }
        catch (JsonException damaged)
        {
            answer = OutboxVerdict.NotTold(before, SendResult.Refused, $"The stored message cannot be read: {damaged.Message}");
        }
        catch (PartnerException failed)
        {
            message.Attempts += before == OutboxStatus.Waiting ? 1 : 0;
            answer = OutboxVerdict.NotTold(before, SendResult.NotDone, failed.Message);
        }
        if (answer is not null)
            await EndAsync(db, message, what, before, taken.Claim, keeper, answer);
    }

    /// <returns>Null: somebody else was faster, and nothing was sent.</returns>
    private async Task<SendAnswer?> SendAsync(ConsoleContext db, IPartnerConnector connector, PartnerMessage what, OutboxMessage message, IMessageKeeper? keeper, CancellationToken ct)
    {
        if (await IsReplacedAsync(db, message, what) is { } later)
        {
            message.ReplaceBy(later, Now);
            await ReleaseAsync(db, message);
            return null;
        }
        var (ready, notReady) = await PrepareAsync(connector, what, message, ct);
        if (notReady is not null)
        {
            message.Attempts++;
            return notReady;
        }
        if (!ReferenceEquals(ready, what))
            message.Body = OutboxKinds.Write(ready);
        if (!await MarkAsync(db, message, keeper, ct))
            return null;
        try
        {
            return await connector.SendAsync(ready, message.Key, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new SendAnswer(SendResult.Unknown, "The console was stopped while it was sending this. The partner is asked whether it arrived.");
        }
        catch (PartnerException failed)
        {
            return OutboxVerdict.OfFailure(failed);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Sending message {Id} failed", message.Id);
            return new SendAnswer(SendResult.Unknown, "It failed for a reason on our side while it was being sent; the log has the details. The partner is asked whether it arrived.");
        }
    }

    /// <summary>Nothing is told by this: whatever goes wrong, it was not done.</summary>
    private async Task<PreparedMessage> PrepareAsync(IPartnerConnector connector, PartnerMessage what, OutboxMessage message, CancellationToken ct)
    {
        try
        {
            return await connector.PrepareAsync(what, ct);
        }
        catch (Exception fault) when (fault is not PartnerException and not OperationCanceledException)
        {
            log.LogError(fault, "Preparing message {Id} failed", message.Id);
            return new(what, new SendAnswer(SendResult.NotDone, "It could not be prepared for a reason on our side; the log has the details. Nothing was sent."));
        }
    }

    /// <summary>Durable before the call: from here on a crash means that nobody knows. What an earlier try was called there must not be asked for after it.</summary>
    /// <returns>False: somebody else was faster, or it must not leave any more.</returns>
    private async Task<bool> MarkAsync(ConsoleContext db, OutboxMessage message, IMessageKeeper? keeper, CancellationToken ct)
    {
        await using var write = keeper is null ? null : await db.BeginWriteAsync(ct);
        var held = keeper is null ? null : await keeper.HoldAsync(db, message, ct);
        if (held is not null)
            (message.Status, message.EndedAt, message.Message, message.ClaimedBy, message.ClaimedUntil) = (OutboxStatus.Cancelled, Now, held, null, null);
        else
            (message.Status, message.SentAt, message.Attempts, message.Reference) = (OutboxStatus.Sending, Now, message.Attempts + 1, "");
        message.DocumentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Body)));
        try
        {
            await db.SaveChangesAsync(ct);
            if (write is not null)
                await write.CommitAsync(ct);
            return held is null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>An enquiry that fails tells nothing: the message stands where it stood.</summary>
    private async Task<SendAnswer> AskAsync(IPartnerConnector connector, PartnerMessage what, OutboxMessage message, string partner, CancellationToken ct)
    {
        var stands = message.Status == OutboxStatus.Pending ? SendResult.Pending : SendResult.Unknown;
        try
        {
            return await connector.AskAsync(what, message.Key, message.Reference.Length == 0 ? null : message.Reference, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new SendAnswer(stands, message.Message);
        }
        catch (PartnerException failed)
        {
            return new SendAnswer(stands, failed.Message, After: failed.RetryAfter, RequestId: failed.RequestId);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Asking {Partner} about message {Id} failed", partner, message.Id);
            return new SendAnswer(stands, "What became of it could not be asked for a reason on our side; the log has the details.");
        }
    }

    private async Task EndAsync(ConsoleContext db, OutboxMessage message, PartnerMessage? what, OutboxStatus before, string claim, IMessageKeeper? keeper, SendAnswer answer)
    {
        while (true)
        {
            await using var write = keeper is null ? null : await db.BeginWriteAsync(CancellationToken.None);
            OutboxVerdict.Apply(message, answer, options.Value.SendAttempts, Now);
            if (message.Status == OutboxStatus.Waiting && what is not null && await IsReplacedAsync(db, message, what) is { } later)
                message.ReplaceBy(later, Now);
            if (keeper is not null)
                await keeper.ApplyAsync(db, message, answer, CancellationToken.None);
            if (await ReleaseAsync(db, message))
            {
                if (write is not null)
                    await write.CommitAsync(CancellationToken.None);
                break;
            }
            if (write is not null)
                await write.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            message = await db.OutboxMessages.SingleAsync(m => m.Id == message.Id);
            if (!OutboxVerdict.StillCounts(message, before, claim, answer))
            {
                log.LogWarning("The answer to message {Id} ({Result}: {Message}) came after somebody had decided about it.", message.Id, answer.Result, answer.Message);
                return;
            }
        }
        if (keeper is not null || message.Status is OutboxStatus.Refused or OutboxStatus.GaveUp or OutboxStatus.Unknown || before is OutboxStatus.Unknown)
            reconciliation.Request("outbox");
    }

    private static async Task<bool> ReleaseAsync(ConsoleContext db, OutboxMessage message)
    {
        (message.ClaimedBy, message.ClaimedUntil) = (null, null);
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <returns>Key of a later message that says everything anew; null when there is none.</returns>
    private static async Task<string?> IsReplacedAsync(ConsoleContext db, OutboxMessage message, PartnerMessage what)
    {
        if (message.Lane.Length == 0 || !OutboxKinds.Covers(what, what))
            return null;
        var later = await db.OutboxMessages.AsNoTracking().Where(m => m.PartnerId == message.PartnerId && m.Lane == message.Lane && m.Id > message.Id && m.Body != "" && !NeverSent.Contains(m.Status))
            .OrderByDescending(m => m.Id).Select(m => new { m.Key, m.Kind, m.Body }).ToListAsync();
        return later.Find(l => OutboxKinds.Covers(OutboxKinds.Read(l.Kind, l.Body), what))?.Key;
    }
}
