using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>
/// Return items as platforms tell them, in pieces, late, twice and in any order. Every row is kept as a sighting; an item is folded anew from all of its
/// sightings and from those of its parcels whenever one is added. A parcel that comes before its items waits for them.
/// </summary>
internal sealed class PlatformReturnFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes, IdentifierWriter identifiers) : IDisposable
{
    private const int BatchRows = 1_000;
    private readonly ReasonCodes reasons = ReasonCodes.Load(db);
    private readonly SightingLoading loading = new(db, file.AccountId);
    private readonly List<(ReturnSighting Row, long Record)> batch = new(BatchRows);
    private EntityRows<ReturnSighting>? sightings;
    private ReplacedRows<ReturnItem>? items;
    private long nextSighting;

    public void Add(PlatformReturnRow row, long record, int part)
    {
        batch.Add((SightingRow.Of(row, file, part), record));
        if (batch.Count == BatchRows)
            FlushBatch();
    }

    /// <exception cref="NotSupportedException">A platform that no channel stands for: a fault of the reader.</exception>
    public static ReturnChannel ChannelOf(string platform) => platform switch
    {
        PlatformNames.Rebound => ReturnChannel.Rebound,
        PlatformNames.HappyReturns => ReturnChannel.HappyReturns,
        PlatformNames.Commercetools => ReturnChannel.Commercetools,
        PlatformNames.Dock => ReturnChannel.PostHoc,
        _ => throw new NotSupportedException($"'{platform}' is no returns platform."),
    };

    public void Flush() => FlushBatch();

    public void Dispose()
    {
        sightings?.Dispose();
        items?.Dispose();
    }

    private void FlushBatch()
    {
        if (batch.Count == 0)
            return;
        var known = loading.Known([.. batch.Select(b => b.Row.NaturalKey).Distinct()]);
        var fresh = new bool[batch.Count];
        var outcomes = new SourceRecordOutcome[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            fresh[i] = known.IsNew(batch[i].Row);
            outcomes[i] = fresh[i] ? SourceRecordOutcome.Accepted : SourceRecordOutcome.Duplicate;
        }
        if (Array.IndexOf(fresh, true) >= 0)
            Fold(known, fresh, outcomes);
        for (var i = 0; i < batch.Count; i++)
            records.Add(batch[i].Record, batch[i].Row.Hash, outcomes[i]);
        batch.Clear();
    }

    private void Fold(KnownSightings known, bool[] fresh, SourceRecordOutcome[] outcomes)
    {
        var parcels = new Parcels();
        var news = new Dictionary<ItemKey, List<int>>();
        for (var i = 0; i < batch.Count; i++)
        {
            if (!fresh[i])
                continue;
            if (batch[i].Row.About != SightingAbout.Item)
                parcels.Add(batch[i].Row);
            else if (news.TryGetValue(ItemKey.Of(batch[i].Row), out var list))
                list.Add(i);
            else
                news[ItemKey.Of(batch[i].Row)] = [i];
        }
        var stored = loading.Items([.. news.Keys.Select(k => k.NaturalKey)], parcels.All);
        known.Take(loading.OfItems([.. stored.Keys.Where(k => !news.ContainsKey(k)).Select(k => k.NaturalKey)]));
        var about = news.Keys.Concat(stored.Keys.Where(known.Has)).Distinct().ToList();
        LoadParcels(parcels, known, news, about);

        var all = new List<ReturnItem>(about.Count);
        var changed = new List<(ReturnItem Fact, long Id)>();
        var left = new List<string>();
        foreach (var key in about)
        {
            var before = stored.GetValueOrDefault(key);
            var item = before;
            foreach (var i in news.GetValueOrDefault(key) ?? [])
            {
                known.Add(batch[i].Row);
                var then = Of(known.Of(key), parcels);
                if (item is not null)
                    outcomes[i] = ReturnFold.SameContent(item, then) ? SourceRecordOutcome.Superseded : SourceRecordOutcome.Corrected;
                item = then;
            }
            if (item is null || ReferenceEquals(item, before))
                item = Of(known.Of(key), parcels);
            all.Add(item);
            if (before is not null && ReturnFold.SameContent(before, item))
                continue;
            changes.Add(before?.OrderKey ?? item.OrderKey);
            changes.Add(item.OrderKey);
            changed.Add((item, before?.Id ?? 0));
            if (before is not null)
                left.AddRange(((string[])[Left(before.MerchantRmaId, item.MerchantRmaId), Left(before.LabelId, item.LabelId), Left(before.TrackingId, item.TrackingId)]).Where(id => id.Length > 0));
        }
        Write(fresh, changed, parcels.Joined(all), left);
    }

    /// <summary>Parcels reach items by the return first; what those say of display id, label and tracking number leads to the others.</summary>
    private void LoadParcels(Parcels parcels, KnownSightings known, Dictionary<ItemKey, List<int>> news, List<ItemKey> about)
    {
        List<ReturnSighting> Own(ItemKey key) => [.. known.Of(key), .. (news.GetValueOrDefault(key) ?? []).Select(i => batch[i].Row)];
        var own = about.ConvertAll(Own);
        parcels.Add(loading.ParcelsOfReturns([.. own.SelectMany(o => o).Select(s => s.ReturnId).Distinct()]));
        parcels.Add(loading.ParcelsByDisplay([.. own.SelectMany(o => o.Select(s => s.DisplayId).Append(parcels.DisplayOf(o))).Where(d => d.Length > 0).Distinct()]));
        parcels.Add(loading.ParcelsByLabelOrTracking(
            [.. own.SelectMany(o => o.Select(s => s.LabelId).Append(parcels.LabelOf(o))).Where(l => l.Length > 0).Distinct()],
            [.. own.SelectMany(o => o.Select(s => s.TrackingId).Append(parcels.TrackingOf(o))).Where(t => t.Length > 0).Distinct()]));
    }

    private ReturnItem Of(List<ReturnSighting> own, Parcels parcels)
    {
        var item = ReturnFold.Of(own, parcels);
        item.Mapping = reasons.StatusOf(PlatformNames.Of(item.Channel), item.ReasonCode, item.RequestedAt, item.DeliveredAt);
        return item;
    }

    private void Write(bool[] fresh, List<(ReturnItem Fact, long Id)> changed, List<long> joined, List<string> left)
    {
        if (sightings is null)
        {
            sightings = new EntityRows<ReturnSighting>(db);
            nextSighting = db.NextId(typeof(ReturnSighting));
        }
        for (var i = 0; i < batch.Count; i++)
        {
            if (!fresh[i])
                continue;
            batch[i].Row.Id = nextSighting++;
            sightings.Add(batch[i].Row, batch[i].Row.Id);
        }
        sightings.Flush();
        if (changed.Count > 0)
            (items ??= new ReplacedRows<ReturnItem>(db)).Write(changed, identifiers.Add);
        foreach (var some in joined.Chunk(1_000))
            db.ReturnSightings.Where(s => some.Contains(s.Id)).ExecuteUpdate(set => set.SetProperty(s => s.About, SightingAbout.Parcel));
        loading.Reweigh(left);
    }

    private static string Left(string before, string now) => before == now ? "" : before;
}
