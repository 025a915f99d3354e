using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>How to take back what was just done, as long as nobody else touched the case since.</summary>
/// <param name="Run">Says what came of it.</param>
public sealed record UndoStep(Func<Actor, Task<Outcome>> Run);

/// <summary>What a person did to a case, for the foot line, with the way back where there is one.</summary>
public sealed record CaseSaid(Outcome Outcome, UndoStep? Undo);

/// <summary>The way back of each decision about cases.</summary>
public sealed class CaseUndo(AssignCase assign, ReopenCase reopen, WithdrawWriteOff withdraw)
{
    public const int Seconds = 10;

    /// <param name="action">What was done.</param>
    /// <param name="before">The cases as they were then.</param>
    public UndoStep? Of(Resolution action, IReadOnlyList<CaseRow> before) => action switch
    {
        Resolution.Assign => new(actor => EachAsync(before, c => assign.RunAsync(actor, c.Id, c.Version + 1, c.AssigneeId, CancellationToken.None))),
        Resolution.Dismiss or Resolution.Wait or Resolution.ForceMatch => new(actor => EachAsync(before, c => reopen.RunAsync(actor, c.Id, c.Version + 1, "undone", CancellationToken.None))),
        // Above the threshold it is still a request, below it is done.
        Resolution.WriteOff => new(actor => EachAsync(before, async c =>
            await withdraw.RunAsync(actor, c.Id, c.Version + 1, CancellationToken.None) is { Succeeded: true } taken ? taken : await reopen.RunAsync(actor, c.Id, c.Version + 1, "undone", CancellationToken.None))),
        _ => null,
    };

    private static async Task<Outcome> EachAsync(IReadOnlyList<CaseRow> cases, Func<CaseRow, Task<Outcome>> back)
    {
        var (done, refused) = (0, (Outcome?)null);
        foreach (var c in cases)
        {
            var outcome = await back(c);
            if (outcome.Succeeded)
                done++;
            else
                refused = outcome;
        }
        return refused is null ? Outcome.Done(cases.Count == 1 ? "Undone." : $"Undone for {done} cases.")
            : done == 0 ? refused
            : Outcome.Conflict($"Undone for {done} of {cases.Count} cases. {refused.Message}");
    }
}
