using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.WriteOffs;

/// <summary>A write-off as a person sees it.</summary>
/// <param name="Mine">Asked by the person who looks.</param>
public sealed record WriteOffRow(Money Money, string Why, string By, DateTime At, WriteOffState State, bool Mine, string DecidedBy, string? DecisionNote)
{
    /// <summary>The last one of a case.</summary>
    internal static async Task<WriteOffRow?> LastAsync(ConsoleContext db, long caseId, CaseStatus status, Actor actor, CancellationToken ct) =>
        await db.WriteOffs.AsNoTracking().Where(w => w.CaseId == caseId).OrderByDescending(w => w.Id).FirstOrDefaultAsync(ct) is { } w
            ? new(new(w.Amount, w.Currency), WriteOffRules.ReasonOf(w), w.RequestedByName, w.RequestedAt, StateOf(w.State, status), w.RequestedById == actor.UserId, w.DecidedByName, w.DecisionNote)
            : null;

    /// <summary>One that the case's facts left behind stands for nothing, though nobody has written that down yet.</summary>
    private static WriteOffState StateOf(WriteOffState state, CaseStatus status) =>
        (state == WriteOffState.Requested && status != CaseStatus.AwaitingApproval) || (state == WriteOffState.Approved && status != CaseStatus.WrittenOff) ? WriteOffState.Overtaken : state;
}
