using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.Me;

/// <summary>Time zone, theme, density. Nobody else's business, so not audited.</summary>
public sealed class ChangePreferences(IDbContextFactory<ConsoleContext> contexts, AccessGuard guard)
{
    public async Task<Outcome> RunAsync(Actor actor, Preferences wanted, CancellationToken ct)
    {
        if (await guard.StandingAsync(actor, ct) is not { Over: null })
            return Outcome.Forbidden("You are not signed in.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(wanted.TimeZone, out _))
            return Outcome.Refused($"The time zone '{wanted.TimeZone}' is not known here. Write it as 'Europe/Berlin'.");
        if (wanted.Theme is not ("" or "light" or "dark") || wanted.Density is not ("" or "compact" or "comfortable"))
            return Outcome.Refused("Choose a theme and a density from the lists.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Users.Where(u => u.Id == actor.UserId).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.TimeZone, wanted.TimeZone).SetProperty(u => u.Theme, wanted.Theme).SetProperty(u => u.Density, wanted.Density), ct);
        return Outcome.Done("Saved.");
    }
}
