using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Reads stored sightings and items of one account, many at once and always by an index.</summary>
internal sealed class SightingLoading(ConsoleContext db, int accountId)
{
    private const int AtOnce = 1_000;

    private IQueryable<ReturnSighting> Sightings => db.ReturnSightings.AsNoTracking().Where(s => s.AccountId == accountId);

    private IQueryable<ReturnSighting> Parcels => Sightings.Where(s => s.About != SightingAbout.Item);

    private IQueryable<ReturnItem> Returns => db.ReturnItems.AsNoTracking().Where(r => r.AccountId == accountId && r.Channel >= ReturnChannel.Rebound);

    public KnownSightings Known(IReadOnlyList<string> naturalKeys) => new(OfItems(naturalKeys));

    public IEnumerable<ReturnSighting> OfItems(IReadOnlyList<string> naturalKeys) => Each(naturalKeys, some => Sightings.Where(s => some.Contains(s.NaturalKey)));

    public IEnumerable<ReturnSighting> ParcelsOfReturns(IReadOnlyList<string> ids) => Each(ids, some => Parcels.Where(s => some.Contains(s.ReturnId)));

    public IEnumerable<ReturnSighting> ParcelsByDisplay(IReadOnlyList<string> ids) => Each(ids, some => Parcels.Where(s => some.Contains(s.DisplayId)));

    public IEnumerable<ReturnSighting> ParcelsByLabelOrTracking(IReadOnlyList<string> labels, IReadOnlyList<string> trackings) =>
        Each(labels, some => Parcels.Where(s => some.Contains(s.LabelId))).Concat(Each(trackings, some => Parcels.Where(s => some.Contains(s.TrackingId))));

    /// <summary>The items of these keys, and those that these parcels may be about.</summary>
    public Dictionary<ItemKey, ReturnItem> Items(IReadOnlyList<string> naturalKeys, IReadOnlyCollection<ReturnSighting> parcels)
    {
        var found = Each(naturalKeys, some => Returns.Where(r => some.Contains(r.NaturalKey)))
            .Concat(Each(Ids(parcels, s => s.ReturnId), some => Returns.Where(r => some.Contains(r.PlatformReturnId) && r.PlatformReturnId != "")))
            .Concat(Each(Ids(parcels, s => s.DisplayId), some => Returns.Where(r => some.Contains(r.MerchantRmaId) && r.MerchantRmaId != "")))
            .Concat(Each(Ids(parcels, s => s.LabelId), some => Returns.Where(r => some.Contains(r.LabelId) && r.LabelId != "")))
            .Concat(Each(Ids(parcels, s => s.TrackingId), some => Returns.Where(r => some.Contains(r.TrackingId) && r.TrackingId != "")));
        var items = new Dictionary<ItemKey, ReturnItem>();
        foreach (var item in found)
            items[new(item.Channel, item.NaturalKey)] = item;
        return items;
    }

    /// <summary>Items gave up these display ids, labels or tracking numbers: a parcel that no other item has waits again.</summary>
    public void Reweigh(IReadOnlyCollection<string> left)
    {
        foreach (var some in left.Distinct().Chunk(AtOnce))
        {
            db.ReturnSightings.Where(s => s.AccountId == accountId && s.About != SightingAbout.Item && s.About == SightingAbout.Parcel)
                .Where(s => some.Contains(s.DisplayId) || some.Contains(s.LabelId) || some.Contains(s.TrackingId))
                .Where(s => !db.ReturnItems.Any(r => r.AccountId == accountId && r.Channel == s.Channel
                    && ((r.PlatformReturnId != "" && r.PlatformReturnId == s.ReturnId) || (r.MerchantRmaId != "" && r.MerchantRmaId == s.DisplayId)
                        || (r.LabelId != "" && r.LabelId == s.LabelId) || (r.TrackingId != "" && r.TrackingId == s.TrackingId))))
                .ExecuteUpdate(set => set.SetProperty(s => s.About, SightingAbout.WaitingParcel));
        }
    }

    private static List<string> Ids(IReadOnlyCollection<ReturnSighting> parcels, Func<ReturnSighting, string> of) => [.. parcels.Select(of).Where(id => id.Length > 0).Distinct()];

    private static IEnumerable<T> Each<T>(IReadOnlyList<string> keys, Func<string[], IQueryable<T>> query)
    {
        foreach (var some in keys.Chunk(AtOnce))
        {
            foreach (var row in query(some))
                yield return row;
        }
    }
}
