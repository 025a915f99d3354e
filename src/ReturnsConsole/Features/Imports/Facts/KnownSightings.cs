using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Sightings of the items of one batch: which are known, and all of an item in the order of the platform's clock.</summary>
internal sealed class KnownSightings
{
    private readonly HashSet<(ItemKey, bool Parcel, long Hash, DateTime? At)> seen = [];
    private readonly Dictionary<ItemKey, List<ReturnSighting>> items = [];

    public KnownSightings(IEnumerable<ReturnSighting> stored) => Take(stored);

    public void Take(IEnumerable<ReturnSighting> stored)
    {
        foreach (var sighting in stored)
        {
            if (IsNew(sighting) && sighting.About == SightingAbout.Item)
                Add(sighting);
        }
    }

    /// <summary>False: the same was told before, at the same time. Remembers it.</summary>
    public bool IsNew(ReturnSighting sighting) => seen.Add((ItemKey.Of(sighting), sighting.About != SightingAbout.Item, sighting.Hash, sighting.UpdatedAt));

    public bool Has(ItemKey key) => items.ContainsKey(key);

    public List<ReturnSighting> Of(ItemKey key) => items.TryGetValue(key, out var own) ? own : [];

    public void Add(ReturnSighting sighting)
    {
        if (!items.TryGetValue(ItemKey.Of(sighting), out var own))
            items[ItemKey.Of(sighting)] = own = [];
        var at = own.BinarySearch(sighting, ReturnFold.ByClock);
        own.Insert(at < 0 ? ~at : at, sighting);
    }
}
