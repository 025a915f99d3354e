using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Tests.Support;

/// <summary>A database with one company and one account, ready to take facts.</summary>
public sealed class FactDatabase : TestDatabase
{
    public FactDatabase()
    {
        using var db = CreateDbContext();
        var company = new Company { Name = "Northwind" };
        db.Companies.Add(company);
        db.SaveChanges();
        var account = new Account { CompanyId = company.Id, Name = "Seller" };
        db.Accounts.Add(account);
        db.SaveChanges();
        (CompanyId, AccountId) = (company.Id, account.Id);
    }

    public string Path => System.IO.Path.Combine(Folder, "returns.db");

    public int CompanyId { get; }

    public int AccountId { get; }
}
