using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.SigningIn;

/// <param name="Accounts">One name each; at least one.</param>
public sealed record SetUpRequest(string Token, string UserName, string DisplayName, string Password, string Company, IReadOnlyList<string> Accounts);

/// <summary>The first administrator, the company and its accounts, in one transaction; only while there is no user at all.</summary>
public sealed class SetUp(
    IDbContextFactory<ConsoleContext> contexts, SetUpToken token, ConsoleUsers users, PasswordRules rules, AuditTrail trail, TimeProvider clock)
{
    public async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.Users.AnyAsync(ct);
    }

    public async Task<(Outcome Outcome, ConsoleUser? User, Guid SessionId)> RunAsync(SetUpRequest request, string device, CancellationToken ct)
    {
        if (!token.Fits(request.Token))
            return Refused("The token is not right, was used, or is too old. It stands on the console where Returns Console was started; a restart prints a new one.");
        if (FaultOf(request) is { } fault)
            return Refused(fault);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Users.AnyAsync(ct))
            return Refused("The console has an administrator already. Sign in instead.");
        var now = clock.GetUtcNow().UtcDateTime;
        var user = new ConsoleUser
        {
            UserName = request.UserName.Trim(),
            DisplayName = request.DisplayName.Trim(),
            Role = Role.Admin,
            AllCompanies = true,
            CreatedAt = now,
            PasswordChangedAt = now,
            LastSignInAt = now,
            AccessVersion = 1,
        };
        using var manager = users.Over(db);
        var made = await manager.CreateAsync(user, request.Password);
        if (!made.Succeeded)
            return Refused(ConsoleUsers.WordsOf(made));
        var accounts = request.Accounts.Select(a => a.Trim()).Where(a => a.Length > 0).ToList();
        await AddCompanyAsync(db, request.Company.Trim(), accounts, ct);
        var session = SignIn.SessionOf(user, device, now);
        db.SignInSessions.Add(session);
        await trail.AppendAsync(db, new AuditRecord(new Actor(user.Id, user.DisplayName, session.Id), "access.set-up", "user", user.UserName,
            After: JsonSerializer.Serialize(new { role = "Admin", company = request.Company.Trim(), accounts }), Why: "first administrator, by the token from the console"), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        token.Use();
        return (Outcome.Done("The console is set up."), user, session.Id);
    }

    private string? FaultOf(SetUpRequest request)
    {
        var accounts = request.Accounts.Select(a => a.Trim()).Where(a => a.Length > 0).ToList();
        return string.IsNullOrWhiteSpace(request.UserName) ? "Give a user name to sign in with."
            : string.IsNullOrWhiteSpace(request.DisplayName) ? "Give the name that others see."
            : request.DisplayName.Trim().Length > 100 || request.UserName.Trim().Length > 100 ? "Names may have at most 100 characters."
            : rules.FaultOf(request.Password, request.UserName.Trim()) is { } password ? password
            : string.IsNullOrWhiteSpace(request.Company) || request.Company.Trim().Length > 200 ? "Give the company's name (at most 200 characters)."
            : accounts.Count == 0 ? "Give at least one account: the seller or vendor account that the files come from, for example 'Amazon EU'."
            : accounts.Any(a => a.Length > 200) ? "Account names may have at most 200 characters."
            : accounts.Distinct(StringComparer.OrdinalIgnoreCase).Count() != accounts.Count ? "Two accounts have the same name."
            : null;
    }

    private static async Task AddCompanyAsync(ConsoleContext db, string name, IReadOnlyList<string> accounts, CancellationToken ct)
    {
        var company = new Company { Name = name };
        db.Companies.Add(company);
        await db.SaveChangesAsync(ct);
        foreach (var account in accounts)
            db.Accounts.Add(new Account { CompanyId = company.Id, Name = account });
    }

    private static (Outcome, ConsoleUser?, Guid) Refused(string why) => (Outcome.Refused(why), null, Guid.Empty);
}
