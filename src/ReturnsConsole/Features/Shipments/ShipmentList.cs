using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments;

/// <param name="Text">How its number, carrier or tracking begins.</param>
/// <param name="Page">From 0.</param>
public sealed record ShipmentListRequest(string Text = "", ShipmentState? State = null, int? AccountId = null, int Page = 0);

/// <param name="ExpectedAt">An estimate: departure and the days of the settings. Null: nobody said when it left.</param>
public sealed record ShipmentRow(
    int Id, int AccountId, string Account, ReturnChannel Channel, string Number, string Carrier, string TrackingId, int Pallets, int Boxes, DateTime? DepartedAt, DateTime? ExpectedAt, ShipmentState State, ManifestCount Count,
    DateTime? StateAt, string StateBy)
{
    public bool IsLate(DateTime now) => State == ShipmentState.Underway && ExpectedAt < now;
}

public sealed record ShipmentRows(IReadOnlyList<ShipmentRow> Rows, int Total, IReadOnlyList<VisibleAccount> Accounts);

/// <summary>Consolidated shipments of the accounts a person sees: what is open first, then what is under way by its age, then what is done.</summary>
public sealed class ShipmentList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, SettingsReader settings)
{
    public const int PageSize = 25;

    public async Task<Answer<ShipmentRows>> RunAsync(Actor actor, ShipmentListRequest request, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ShipmentRows>(refusal);
        var seen = await accounts.RunAsync(actor, ct);
        var ids = seen.Select(a => a.Id).ToList();
        var now = await settings.GetAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = db.ConsolidatedShipments.AsNoTracking().Where(s => ids.Contains(s.AccountId));
        if (request.AccountId is { } account)
            all = all.Where(s => s.AccountId == account);
        if (request.State is { } state)
            all = all.Where(s => s.State == state);
        if (request.Text.Trim() is { Length: > 0 } text)
            all = all.Where(s => s.ShipmentId.StartsWith(text) || s.TrackingId.StartsWith(text) || s.Carrier.StartsWith(text));
        var total = await all.CountAsync(ct);
        var shipments = await all.OrderBy(s => s.State == ShipmentState.Unloading ? 0 : s.State == ShipmentState.Paused ? 1 : s.State == ShipmentState.Underway ? 2 : 3)
            .ThenBy(s => s.State == ShipmentState.Closed ? null : s.DepartedAt).ThenByDescending(s => s.StateAt).ThenBy(s => s.Id)
            .Skip(request.Page * PageSize).Take(PageSize).ToListAsync(ct);
        var shown = shipments.ConvertAll(s => s.Id);
        var tallies = (await db.Set<ShipmentTally>().AsNoTracking().Where(t => shown.Contains(t.ShipmentPk)).ToListAsync(ct)).ToLookup(t => t.ShipmentPk);
        var names = seen.ToDictionary(a => a.Id, a => a.Name);
        return Answer.Of(new ShipmentRows([.. shipments.Select(s => Row(s, names[s.AccountId], now.NumberOf(SettingCatalogue.TransitDays, s.AccountId),
            new(s.Items, tallies[s.Id].Sum(t => t.Scanned), tallies[s.Id].Sum(t => t.Surplus))))], total, seen));
    }

    internal static ShipmentRow Row(ConsolidatedShipment s, string account, int days, ManifestCount count) =>
        new(s.Id, s.AccountId, account, s.Channel, s.ShipmentId, s.Carrier, s.TrackingId, s.Pallets, s.Boxes, s.DepartedAt, s.DepartedAt?.AddDays(days), s.State, count, s.StateAt, s.StateBy);
}
