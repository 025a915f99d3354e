using System.Globalization;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Sets a case aside until a day. It comes back by itself then, or earlier when its facts change.</summary>
public sealed class WaitWithCase(CaseEditing editing)
{
    public const int MostDays = 90;
    public const int MaxReason = 500;

    /// <param name="actor">Who decides.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="until">UTC.</param>
    /// <param name="reason">May be empty.</param>
    public Task<Outcome> RunAsync(Actor actor, long caseId, int version, DateTime until, string? reason, CancellationToken ct) =>
        editing.RunAsync(actor, Permission.WorkCases, caseId, version, (_, c, now) =>
        {
            var why = (reason ?? "").Trim();
            if (why.Length > MaxReason)
                return Task.FromResult(CaseChange.Refused($"A reason has at most {MaxReason} characters; this one has {why.Length}."));
            if (!TallyKey.IsOpen(c.Status))
                return Task.FromResult(CaseChange.Refused("The case is closed; only an open one can wait."));
            if (until <= now)
                return Task.FromResult(CaseChange.Refused($"Choose a day after today, {now.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}."));
            if (until > now.AddDays(MostDays))
                return Task.FromResult(CaseChange.Refused($"A case waits {MostDays} days at most: choose a day until {now.AddDays(MostDays).ToString("d MMM yyyy", CultureInfo.InvariantCulture)}."));
            c.Status = CaseStatus.Waiting;
            c.ClearsBy = until;
            var day = until.ToString("d MMM", CultureInfo.InvariantCulture);
            return Task.FromResult(new CaseChange(CaseEventKind.Waits, why.Length == 0 ? $"Waits until {day}" : $"Waits until {day}: {why}", "case.waits", $"The case waits until {day}.", why.Length == 0 ? null : why));
        }, ct);
}
