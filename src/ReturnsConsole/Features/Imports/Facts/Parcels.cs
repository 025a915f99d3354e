using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>What was told of parcels, found by what items say of themselves: the return, its display id, the bag's label, the tracking number.</summary>
internal sealed class Parcels
{
    private readonly HashSet<(ItemKey, long, DateTime?)> there = [];
    private readonly List<ReturnSighting> all = [];
    private readonly Dictionary<(ReturnChannel, string), List<ReturnSighting>> byReturn = [];
    private readonly Dictionary<(ReturnChannel, string), List<ReturnSighting>> byDisplay = [];
    private readonly Dictionary<(ReturnChannel, string), List<ReturnSighting>> byLabel = [];
    private readonly Dictionary<(ReturnChannel, string), List<ReturnSighting>> byTracking = [];

    public IReadOnlyCollection<ReturnSighting> All => all;

    public void Add(IEnumerable<ReturnSighting> sightings)
    {
        foreach (var sighting in sightings)
            Add(sighting);
    }

    public void Add(ReturnSighting sighting)
    {
        if (!there.Add((ItemKey.Of(sighting), sighting.Hash, sighting.UpdatedAt)))
            return;
        all.Add(sighting);
        Add(byReturn, sighting, sighting.ReturnId);
        Add(byDisplay, sighting, sighting.DisplayId);
        Add(byLabel, sighting, sighting.LabelId);
        Add(byTracking, sighting, sighting.TrackingId);
    }

    /// <summary>The item's own display id, else the only one that is told of its return.</summary>
    public string DisplayOf(List<ReturnSighting> own) => Own(own, s => s.DisplayId) is { Length: > 0 } id ? id : Only(Of(byReturn, own, own[0].ReturnId), s => s.DisplayId);

    /// <summary>The item's own label, else the only one that is told of its return: of several bags nobody knows which.</summary>
    public string LabelOf(List<ReturnSighting> own) => Own(own, s => s.LabelId) is { Length: > 0 } id ? id : Only(OfReturn(own), s => s.LabelId);

    public string TrackingOf(List<ReturnSighting> own) => Own(own, s => s.TrackingId) is { Length: > 0 } id ? id : Only(OfReturn(own), s => s.TrackingId);

    /// <summary>What was told of the item's whole return.</summary>
    public List<ReturnSighting> OfReturn(List<ReturnSighting> own)
    {
        var one = Of(byReturn, own, own[0].ReturnId);
        var display = Of(byDisplay, own, DisplayOf(own));
        return display.Count == 0 ? one : one.Count == 0 ? display : [.. one.Union(display)];
    }

    /// <summary>What was told of the bag or parcel that the item travels in.</summary>
    public IEnumerable<ReturnSighting> Around(List<ReturnSighting> own) => Of(byLabel, own, LabelOf(own)).Concat(Of(byTracking, own, TrackingOf(own)));

    /// <summary>Marks the parcels that these items stand for as no longer waiting.</summary>
    /// <returns>Ids of those that are stored as waiting.</returns>
    public List<long> Joined(IReadOnlyList<ReturnItem> items)
    {
        var stored = new List<long>();
        foreach (var item in items)
        {
            foreach (var (index, id) in ((Dictionary<(ReturnChannel, string), List<ReturnSighting>>, string)[])[(byReturn, item.PlatformReturnId), (byDisplay, item.MerchantRmaId), (byLabel, item.LabelId), (byTracking, item.TrackingId)])
            {
                foreach (var parcel in id.Length > 0 && index.TryGetValue((item.Channel, id), out var some) ? some : [])
                {
                    if (parcel.About != SightingAbout.WaitingParcel)
                        continue;
                    parcel.About = SightingAbout.Parcel;
                    if (parcel.Id != 0)
                        stored.Add(parcel.Id);
                }
            }
        }
        return stored;
    }

    /// <summary>As the platform's clock has it last.</summary>
    internal static string Own(List<ReturnSighting> own, Func<ReturnSighting, string> of)
    {
        for (var i = own.Count - 1; i >= 0; i--)
        {
            if (of(own[i]) is { Length: > 0 } text)
                return text;
        }
        return "";
    }

    private static string Only(List<ReturnSighting> told, Func<ReturnSighting, string> of)
    {
        var only = "";
        foreach (var sighting in told)
        {
            var text = of(sighting);
            if (text.Length == 0 || text == only)
                continue;
            if (only.Length > 0)
                return "";
            only = text;
        }
        return only;
    }

    private static List<ReturnSighting> Of(Dictionary<(ReturnChannel, string), List<ReturnSighting>> index, List<ReturnSighting> own, string id) =>
        id.Length > 0 && index.TryGetValue((own[0].Channel, id), out var found) ? found : [];

    private static void Add(Dictionary<(ReturnChannel, string), List<ReturnSighting>> index, ReturnSighting sighting, string id)
    {
        if (id.Length == 0)
            return;
        if (!index.TryGetValue((sighting.Channel, id), out var list))
            index[(sighting.Channel, id)] = list = [];
        list.Add(sighting);
    }
}
