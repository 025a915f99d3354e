using System.Globalization;
using System.Security.Claims;

namespace ReturnsConsole.Features.Access;

/// <summary>What the cookie says: who and which session. Never a role or permission.</summary>
public static class ActorClaims
{
    private const string Session = "session";

    public static ClaimsPrincipal PrincipalOf(ConsoleUser user, Guid sessionId, string scheme) =>
        new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, user.DisplayName),
            new Claim(Session, sessionId.ToString("N")),
        ], scheme));

    /// <summary>The signed-in person, or <see cref="Actor.Nobody"/>.</summary>
    public static Actor ToActor(this ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true, Name: { } name }
            || !int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var userId) || userId <= 0
            || !Guid.TryParseExact(principal.FindFirstValue(Session), "N", out var sessionId))
        {
            return Actor.Nobody;
        }
        return new Actor(userId, name, sessionId);
    }
}
