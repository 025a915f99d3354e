using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settings;

/// <param name="AccountId"><see cref="SettingValue.AllAccounts"/> for the value that holds for all.</param>
/// <param name="Value">What holds here.</param>
/// <param name="Version">0: nobody decided, <paramref name="Value"/> is what holds otherwise.</param>
public sealed record SettingCell(int AccountId, string Account, string Value, int Version, string ChangedByName, DateTime? ChangedAt);

/// <param name="Accounts">Those that the person sees, where accounts may differ.</param>
public sealed record SettingRow(Setting Setting, SettingCell All, IReadOnlyList<SettingCell> Accounts);

/// <param name="MayChange">False: for reading only.</param>
/// <param name="MayChangeAll">False: the person sees only some companies, so only values of single accounts.</param>
public sealed record SettingsView(IReadOnlyList<SettingRow> Rows, bool MayChange, bool MayChangeAll);

/// <summary>Every setting with what holds, who decided it and when.</summary>
public sealed class SettingsList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<Answer<SettingsView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewSettings, ct) is { } refusal)
            return Answer.Refused<SettingsView>(refusal);
        var mayChange = await guard.WhyNotAsync(actor, Permission.ManageSettings, ct) is null;
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.SettingValues.AsNoTracking().ToListAsync(ct);
        var accounts = (await db.Accounts.AsNoTracking().OrderBy(a => a.Name).ToListAsync(ct)).Where(a => companies is null || companies.Contains(a.CompanyId)).ToList();
        var settings = new CurrentSettings(rows);
        var known = rows.ToDictionary(r => (r.AccountId, r.Name));
        SettingCell Cell(Setting setting, int account, string name)
        {
            var row = known.GetValueOrDefault((account, setting.Name));
            return new(account, name, settings.TextOf(setting, account), row?.Version ?? 0, row?.ChangedByName ?? "", row?.ChangedAt);
        }
        return Answer.Of(new SettingsView(
            [.. SettingCatalogue.All.Select(s => new SettingRow(s, Cell(s, SettingValue.AllAccounts, "All accounts"), s.PerAccount ? [.. accounts.Select(a => Cell(s, a.Id, a.Name))] : []))],
            mayChange, mayChange && companies is null));
    }
}
