using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;

namespace ReturnsConsole.Features.Imports;

/// <summary>An empty database gets a company and an account, so that the first file has somewhere to belong.</summary>
public sealed class FirstAccount(IDbContextFactory<ConsoleContext> contexts, AuditTrail audit)
{
    public const string CompanyName = "My company";
    public const string AccountName = "Main";

    /// <summary>Does nothing when an account exists.</summary>
    public async Task RunAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await db.Accounts.AnyAsync(ct))
            return;
        var company = await db.Companies.OrderBy(c => c.Id).FirstOrDefaultAsync(ct);
        if (company is null)
        {
            company = new Company { Name = CompanyName };
            db.Companies.Add(company);
            await db.SaveChangesAsync(ct);
        }
        var account = new Account { CompanyId = company.Id, Name = AccountName };
        db.Accounts.Add(account);
        await db.SaveChangesAsync(ct);
        await audit.AppendAsync(db, new AuditRecord(actor, "account.created", "account", AccountName, After: $"{{\"company\":\"{company.Id}\"}}", Why: "First account of an empty database"), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
