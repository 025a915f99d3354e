using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Vendor;

/// <summary>Vendor returns that are a case: no accepted credit in time, or another amount than arrived.</summary>
internal static class VendorTroubles
{
    public static async Task<IReadOnlyList<(int Account, Finding Finding)>> AllAsync(ConsoleContext db, DateTime now, CancellationToken ct)
    {
        var accounts = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var days = (await SettingsReader.ReadAsync(db, ct)).NumberOf(SettingCatalogue.VendorCreditDays);
        var found = new List<(int, Finding)>();
        foreach (var one in await VendorLoading.LoadAsync(db, accounts, papers => VendorLoading.Begun(db, papers), ct))
        {
            if (VendorCreditRule.Find(one.Fact, days, now) is { } finding)
                found.Add((one.AccountId, finding));
        }
        return found;
    }
}
