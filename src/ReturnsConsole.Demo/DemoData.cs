using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Data;
using ReturnsConsole.Demo.Month;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.People;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Demo;

/// <summary>Fills an empty console the way people would: users, a company with three accounts, and the month's files through the real import.</summary>
internal sealed class DemoData(IServiceProvider services, TextWriter console)
{
    public const string Company = "Harbour & Lane Ltd";

    public async Task<DemoManifest> FillAsync(DateOnly asOf, CancellationToken ct)
    {
        await AddPeopleAsync(ct);
        var accounts = await AddAccountsAsync(ct);
        DemoManifest month;
        var folder = Directory.CreateTempSubdirectory("returns-console-demo-").FullName;
        try
        {
            month = DemoMonth.Write(folder, asOf);
            await console.WriteLineAsync($"A month of a seller with three marketplaces: {month.Orders:N0} orders, {month.Returns:N0} returns, {month.Refunds:N0} refunds.");
            foreach (var file in month.Files)
                await ImportAsync(file, accounts[file.Account], ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        var run = await services.GetRequiredService<Reconcile>().RunAsync("demo", full: true, ct);
        await console.WriteLineAsync($"Reconciled {run.Orders:N0} orders: {run.CasesOpened:N0} cases opened.");
        await new DemoWork(services).RunAsync(ct);
        await new DemoShipments(services).RunAsync(accounts["Amazon US"], asOf, ct);
        return month;
    }

    private async Task AddPeopleAsync(CancellationToken ct)
    {
        var create = services.GetRequiredService<CreateUser>();
        foreach (var (name, displayName, role) in DemoPeople.All)
        {
            var made = await create.RunAsync(Actor.Terminal, new NewUser(name, displayName, role, AllCompanies: true, [], DemoPeople.PasswordOf(name)), ct);
            if (!made.Outcome.Succeeded)
                throw new InvalidOperationException(made.Outcome.Message);
        }
    }

    private async Task<Dictionary<string, int>> AddAccountsAsync(CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        var company = new Company { Name = Company };
        db.Companies.Add(company);
        await db.SaveChangesAsync(ct);
        foreach (var name in (string[])["Amazon US", "Amazon UK", "Amazon DE"])
            db.Accounts.Add(new Account { CompanyId = company.Id, Name = name });
        await db.SaveChangesAsync(ct);
        return await db.Accounts.ToDictionaryAsync(a => a.Name, a => a.Id, ct);
    }

    private async Task ImportAsync(DemoFile file, int account, CancellationToken ct)
    {
        foreach (var done in await DemoImport.RunAsync(services, account, file.Path, ct))
            await console.WriteLineAsync($"  {file.Account,-10} {done.Name,-46} {done.Accepted,8:N0} rows");
    }
}
