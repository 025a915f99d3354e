using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Claims;

/// <summary>Gathers a shipment's claim file. Manifest and scans are read once and compared in memory; who took the file stands in the audit trail.</summary>
public sealed class ExportClaim(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, SettingsReader settings, AuditTrail audit, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="format">"pdf" or "csv", for the audit trail.</param>
    public async Task<Answer<ClaimFile>> RunAsync(Actor actor, int id, string format, CancellationToken ct)
    {
        foreach (var permission in (Permission[])[Permission.Export, Permission.ViewFacts])
        {
            if (await guard.RefusalAsync(actor, permission, ct) is { } refusal)
                return Answer.Refused<ClaimFile>(refusal);
        }
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ShipmentAccess.FindAsync(db, guard, actor, id, ct) is not { } shipment)
            return Answer.Refused<ClaimFile>(ShipmentAccess.NotThere);
        var file = await GatherAsync(db, actor, shipment, ct);
        await using var write = await db.BeginWriteAsync(ct);
        await audit.AppendAsync(db, new AuditRecord(actor, "shipment.claim-exported", "shipment", id.ToString(CultureInfo.InvariantCulture), After: $"{format}: {file.Missing.Count().ToString(CultureInfo.InvariantCulture)} missing"), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Audit);
        return Answer.Of(file);
    }

    private async Task<ClaimFile> GatherAsync(ConsoleContext db, Actor actor, ConsolidatedShipment s, CancellationToken ct)
    {
        var manifest = await db.ManifestItems.AsNoTracking().Where(m => m.AccountId == s.AccountId && m.ShipmentId == s.ShipmentId && m.Channel == s.Channel).OrderBy(m => m.Id).ToListAsync(ct);
        var scans = await db.ShipmentScans.AsNoTracking().Where(x => x.ShipmentPk == s.Id && x.UndoneAt == null).OrderBy(x => x.Id).ToListAsync(ct);
        var byKey = scans.ToDictionary(x => x.ItemKey, StringComparer.Ordinal);
        var absent = manifest.Where(m => !byKey.ContainsKey(ScanTarget.KeyOf(m))).Select(m => new Gap(s.Id, m)).ToList();
        var otherwise = await OtherWays.OfAsync(db, absent, ct);
        var values = await ItemValues.LoadAsync(db, manifest.Select(m => m.OrderKey).Concat(scans.Select(x => x.OrderKey)), ct);
        var lines = new List<ClaimLine>(manifest.Count + 8);
        lines.AddRange(absent.Select(g => Of(g.Item, otherwise.Contains(g.Item.Id) ? ClaimLineKind.CameOtherwise : ClaimLineKind.Missing, null, values)));
        lines.AddRange(scans.Where(x => x.Kind != UnloadKind.Expected).Select(x => new ClaimLine(ClaimLineKind.Surplus, x.ItemId, x.OrderId, x.RmaId, x.Sku, x.Quantity, "", "", "",
            values.Of(x.AccountId, x.OrderKey, "", x.Sku, x.Quantity), x.At, x.ActorName, x.Code, ShipmentWords.Of(x.Kind, x.Note).Words)));
        lines.AddRange(manifest.Where(m => byKey.ContainsKey(ScanTarget.KeyOf(m))).Select(m => Of(m, ClaimLineKind.Unloaded, byKey[ScanTarget.KeyOf(m)], values)));
        var account = await db.Accounts.Where(a => a.Id == s.AccountId).Select(a => a.Name).SingleAsync(ct);
        var days = (await settings.GetAsync(ct)).NumberOf(SettingCatalogue.TransitDays, s.AccountId);
        var count = ManifestRules.Count(manifest.Select(ScanTarget.KeyOf), scans.Select(x => x.ItemKey));
        return new ClaimFile(ShipmentList.Row(s, account, days, count), PlatformNames.TitleOf(s.Channel), lines,
            [.. scans.GroupBy(x => x.ActorName, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => new ScanningPerson(g.Key, g.Count(), g.Max(x => x.At)))],
            clock.GetUtcNow().UtcDateTime, actor.Name);
    }

    private static ClaimLine Of(ManifestItem m, ClaimLineKind kind, ShipmentScan? scan, ItemValues values) => new(
        kind, m.ItemId, m.OrderId, m.RmaId, m.Sku, Math.Max(1, m.Quantity), m.LabelId, m.PalletNumber, m.BoxBarcode, values.Of(m), scan?.At, scan?.ActorName ?? "", scan?.Code ?? "", m.InspectionOutcome);
}
