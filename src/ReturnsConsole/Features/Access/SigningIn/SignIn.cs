using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;

namespace ReturnsConsole.Features.Access.SigningIn;

/// <param name="User">Null when refused.</param>
public sealed record SignInResult(ConsoleUser? User, Guid SessionId, bool MustChangePassword)
{
    /// <summary>One sentence for every kind of failure, so that it tells nobody which names exist.</summary>
    public const string Refusal = "Name and password do not fit, or the account is locked for a while after too many tries.";
}

/// <summary>Checks name and password, counts tries, opens a session.</summary>
public sealed class SignIn(
    IDbContextFactory<ConsoleContext> contexts, ConsoleUsers users, IPasswordHasher<ConsoleUser> hasher, AuditTrail trail, TimeProvider clock, IOptions<AccessOptions> options)
{
    private static readonly SignInResult Refused = new(null, Guid.Empty, false);

    private readonly string hashOfNobody = hasher.HashPassword(new ConsoleUser(), Guid.NewGuid().ToString());

    public async Task<SignInResult> RunAsync(string? name, string? password, string device, string? address, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var normalized = users.Normalized(name ?? "");
        var found = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, ct);
        // The slow part stands before the transaction, and is the same work for a name that does not exist.
        var verified = hasher.VerifyHashedPassword(found ?? new ConsoleUser(), found?.PasswordHash ?? hashOfNobody, password ?? "");
        var result = await DecideAsync(db, found, verified != PasswordVerificationResult.Failed, device, address, ct);
        if (result.User is { } user && verified == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var stronger = hasher.HashPassword(user, password!);
            await db.Users.Where(u => u.Id == user.Id && u.PasswordHash == found!.PasswordHash).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, stronger), ct);
        }
        return result;
    }

    private async Task<SignInResult> DecideAsync(ConsoleContext db, ConsoleUser? found, bool fits, string device, string? address, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var write = await db.BeginWriteAsync(ct);
        var user = found is null ? null : await db.Users.SingleOrDefaultAsync(u => u.Id == found.Id, ct);
        SignInResult result;
        if (user is null)
        {
            // The name is not kept: people type passwords into this field.
            await trail.AppendAsync(db, new AuditRecord(Actor.Nobody, "access.sign-in-failed", "user", "-", Why: From("unknown name", address)), ct);
            result = Refused;
        }
        else if (user.Disabled || user.LockoutEnd > now || !fits || user.PasswordHash != found!.PasswordHash)
        {
            await CountFailureAsync(db, user, fits, address, now, ct);
            result = Refused;
        }
        else
        {
            result = await OpenAsync(db, user, device, address, now, ct);
        }
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return result;
    }

    private async Task<SignInResult> OpenAsync(ConsoleContext db, ConsoleUser user, string device, string? address, DateTime now, CancellationToken ct)
    {
        user.AccessFailedCount = 0;
        user.LockoutEnd = null;
        user.LastSignInAt = now;
        var session = SessionOf(user, device, now);
        db.SignInSessions.Add(session);
        await trail.AppendAsync(db, new AuditRecord(new Actor(user.Id, user.DisplayName, session.Id), "access.signed-in", "user", SubjectOf(user), Why: From(null, address)), ct);
        return new SignInResult(user, session.Id, PasswordRules.MustChange(user, options.Value.Password, now));
    }

    private async Task CountFailureAsync(ConsoleContext db, ConsoleUser user, bool fits, string? address, DateTime now, CancellationToken ct)
    {
        var lockout = options.Value.Lockout;
        var locked = user.LockoutEnd > now;
        var why = user.Disabled ? "account disabled" : locked ? "account locked" : fits ? "password changed meanwhile" : "wrong password";
        await trail.AppendAsync(db, new AuditRecord(Actor.Nobody, "access.sign-in-failed", "user", SubjectOf(user), Why: From(why, address)), ct);
        if (locked || user.Disabled)
            return;
        user.AccessFailedCount++;
        if (user.AccessFailedCount < lockout.Tries)
            return;
        user.AccessFailedCount = 0;
        user.LockoutEnd = new DateTimeOffset(now).AddMinutes(lockout.Minutes);
        await trail.AppendAsync(db, new AuditRecord(Actor.System, "access.locked-out", "user", SubjectOf(user), Why: $"{lockout.Tries} wrong passwords: locked for {lockout.Minutes} minutes"), ct);
    }

    internal static SignInSession SessionOf(ConsoleUser user, string device, DateTime now) =>
        new() { Id = Guid.NewGuid(), UserId = user.Id, AccessVersion = user.AccessVersion, CreatedAt = now, LastSeenAt = now, Device = device.Length > 200 ? device[..200] : device };

    private static string SubjectOf(ConsoleUser user) => user.UserName ?? "";

    private static string? From(string? why, string? address) => (why, address) switch
    {
        (null, null) => null,
        (null, _) => $"from {address}",
        (_, null) => why,
        _ => $"{why}, from {address}",
    };
}
