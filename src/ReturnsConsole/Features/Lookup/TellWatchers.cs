using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Components;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Notices;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Tells whoever watches an order that its status has changed. Only orders whose facts differ are looked at; doing it again tells nothing twice.</summary>
public sealed class TellWatchers(IDbContextFactory<ConsoleContext> contexts, OrderStatus status, ChangeFeed feed, TimeProvider clock)
{
    private const int Batch = 200;
    private const int MostText = 300;

    /// <summary>A watch that nobody ends is over by itself then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public async Task RunAsync(CancellationToken ct)
    {
        var told = false;
        for (var last = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var watches = await db.OrderWatches.Where(w => w.EndedAt == null && w.Id > last).OrderBy(w => w.Id).Take(Batch).ToListAsync(ct);
            if (watches.Count == 0)
                break;
            last = watches[^1].Id;
            told |= await TellAsync(db, watches, ct);
        }
        if (told)
            feed.Publish(ChangeTopic.Notices);
    }

    private async Task<bool> TellAsync(ConsoleContext db, List<OrderWatch> watches, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var facts = await OrderStatus.FactsAsync(db, [.. watches.Select(w => w.OrderKey).Distinct()], ct);
        var answers = new Dictionary<(int, long), LookupAnswer>();
        var told = false;
        foreach (var watch in watches)
        {
            if (now - watch.At > Longest)
            {
                watch.EndedAt = now;
                continue;
            }
            var (subject, seen) = ((watch.AccountId, watch.OrderKey), facts.GetValueOrDefault((watch.AccountId, watch.OrderKey)));
            if (seen == watch.Facts)
                continue;
            if (!answers.TryGetValue(subject, out var answer))
                answers[subject] = answer = await status.OfAsync(db, watch.AccountId, watch.OrderKey, watch.OrderId, ct);
            watch.Facts = seen;
            if (answer.Status == watch.Status)
                continue;
            watch.Status = answer.Status;
            var over = answer.Tracks is { } tracks && StatusWords.IsOver(tracks);
            if (over)
                watch.EndedAt = now;
            db.Notices.Add(new Notice { UserId = watch.PersonId, At = now, Text = Clip($"{watch.OrderId}: {answer.Status}. {answer.Sentence}{(over ? " You need not watch it any more." : "")}"), Link = LookupLinks.Of(watch.OrderId) });
            told = true;
        }
        // Who changed the watch meanwhile is asked again with the next change.
        await db.SaveChangesAsync(ct);
        return told;
    }

    private static string Clip(string text) => text.Length <= MostText ? text : text[..(MostText - 1)] + "…";
}

/// <summary>Looks after each change of facts, at most every two seconds.</summary>
internal sealed class WatchService(TellWatchers watchers, ChangeFeed feed, TimeProvider clock, ILogger<WatchService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var often = new Throttle(clock, TimeSpan.FromSeconds(2), () => LookAsync(stoppingToken));
        using var cases = feed.Subscribe(ChangeTopic.Cases, often.Signal);
        using var imports = feed.Subscribe(ChangeTopic.Imports, often.Signal);
        often.Signal();
        try
        {
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await watchers.RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            // The next change of facts looks again; nothing is lost.
            log.LogError(fault, "The watched orders could not be looked at");
        }
    }
}
