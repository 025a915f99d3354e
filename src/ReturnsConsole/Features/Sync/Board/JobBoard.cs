using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Jobs;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Board;

/// <param name="Next">When each stream runs next, by partner and stream; missing: it is not scheduled.</param>
public sealed record JobBoardView(SyncOverview Overview, IReadOnlyDictionary<(int PartnerId, string Stream), DateTime> Next);

/// <summary>The board with the times of this process' schedule.</summary>
public sealed class JobBoard(SyncBoard board, SyncScheduler scheduler)
{
    public async Task<Answer<JobBoardView>> RunAsync(Actor actor, CancellationToken ct)
    {
        var answer = await board.RunAsync(actor, ct);
        if (answer.Value is not { } overview)
            return Answer.Refused<JobBoardView>(answer.Refusal ?? "");
        var next = new Dictionary<(int, string), DateTime>();
        foreach (var row in overview.Streams.Where(IsCalled))
        {
            if (await scheduler.NextAsync(row.PartnerId, row.Stream, ct) is { } at)
                next[(row.PartnerId, row.Stream)] = at;
        }
        return Answer.Of(new JobBoardView(overview, next));
    }

    /// <summary>A schedule of what is switched off, stopped or paused comes and goes without a run.</summary>
    internal static bool IsCalled(StreamRow row) => row is { PartnerPaused: false, StoppedBecause: "", Paused: false };
}
