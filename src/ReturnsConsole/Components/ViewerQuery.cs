using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Components;

/// <summary>The signed-in person as pages need them: name and time zone.</summary>
public sealed class ViewerQuery(IDbContextFactory<ConsoleContext> contexts, CurrentActor current)
{
    public async Task<Viewer> ReadAsync()
    {
        var actor = await current.GetAsync();
        await using var db = await contexts.CreateDbContextAsync();
        var zone = await db.Users.AsNoTracking().Where(u => u.Id == actor.UserId).Select(u => u.TimeZone).SingleOrDefaultAsync();
        return new Viewer(actor.UserId, actor.Name, zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc);
    }
}
