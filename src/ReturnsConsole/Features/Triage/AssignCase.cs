using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Gives a case to a person, or to nobody.</summary>
public sealed class AssignCase(CaseEditing editing)
{
    /// <param name="actor">Who gives it.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="personId">0 = nobody.</param>
    public Task<Outcome> RunAsync(Actor actor, long caseId, int version, int personId, CancellationToken ct) =>
        editing.RunAsync(actor, Permission.WorkCases, caseId, version, async (db, c, _) =>
        {
            if (!TallyKey.IsOpen(c.Status))
                return CaseChange.Refused("The case is closed; reopen it before you give it to somebody.");
            if (c.AssigneeId == personId)
                return CaseChange.Refused(personId == 0 ? "Nobody has this case already." : $"{c.AssigneeName} has this case already.");
            if (personId == 0)
            {
                var was = c.AssigneeName;
                (c.AssigneeId, c.AssigneeName) = (0, "");
                return new(CaseEventKind.Assigned, $"Taken from {was}", "case.assigned", "Nobody has this case now.");
            }
            var person = await db.Users.AsNoTracking().Where(u => u.Id == personId).Select(u => new { u.DisplayName, u.Disabled, u.AllCompanies }).SingleOrDefaultAsync(ct);
            if (person is null || person.Disabled)
                return CaseChange.Refused("There is no such person, or the account is disabled.");
            if (!person.AllCompanies && !await db.UserCompanies.AnyAsync(u => u.UserId == personId && u.CompanyId == c.CompanyId, ct))
                return CaseChange.Refused($"{person.DisplayName} does not see this company's cases.");
            (c.AssigneeId, c.AssigneeName) = (personId, person.DisplayName);
            return new(CaseEventKind.Assigned, $"Given to {person.DisplayName}", "case.assigned", $"{person.DisplayName} has this case now.");
        }, ct);
}
