using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

/// <param name="Companies">Ids; ignored when <paramref name="AllCompanies"/>.</param>
/// <param name="Password">Null: one is made, which must be changed at the first sign-in.</param>
public sealed record NewUser(string UserName, string DisplayName, Role Role, bool AllCompanies, IReadOnlyCollection<int> Companies, string? Password = null);

/// <param name="OneTimePassword">Shown once; null when refused or when the password was given.</param>
public sealed record UserPassword(Outcome Outcome, string? OneTimePassword);

public sealed class CreateUser(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, ConsoleUsers users, PasswordRules rules, AuditTrail trail, ChangeFeed feed, TimeProvider clock)
{
    public async Task<UserPassword> RunAsync(Actor actor, NewUser request, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManageUsers, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), null);
        var name = request.UserName.Trim();
        if (FaultOf(request, name) is { } fault)
            return new(Outcome.Refused(fault), null);
        var oneTime = request.Password is null ? OneTimePasswords.New(rules, name) : null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var user = new ConsoleUser
        {
            UserName = name,
            DisplayName = request.DisplayName.Trim(),
            Role = request.Role,
            AllCompanies = request.AllCompanies,
            CreatedAt = now,
            PasswordChangedAt = oneTime is null ? now : null,
            AccessVersion = 1,
        };
        using var manager = users.Over(db);
        var made = await manager.CreateAsync(user, oneTime ?? request.Password!);
        if (!made.Succeeded)
            return new(Outcome.Refused(ConsoleUsers.WordsOf(made)), null);
        if (!request.AllCompanies && await GrantCompanies.ReplaceAsync(db, user, request.Companies, ct) is { } unknown)
            return new(Outcome.Refused(unknown), null);
        await db.SaveChangesAsync(ct);
        await trail.AppendAsync(db, new AuditRecord(actor, "user.created", "user", name, null, await UserChange.SnapshotAsync(db, user, ct)), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Users);
        return new(Outcome.Done($"{user.DisplayName} can sign in as {name}."), oneTime);
    }

    private string? FaultOf(NewUser request, string name) =>
        name.Length is 0 or > 100 ? "Give a user name of at most 100 characters."
        : request.DisplayName.Trim().Length is 0 or > 100 ? "Give a display name of at most 100 characters."
        : !Enum.IsDefined(request.Role) || request.Role == Role.None ? "Choose a role."
        : request.Password is not null ? rules.FaultOf(request.Password, name)
        : null;
}
