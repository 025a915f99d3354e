namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>Where a listing stands: behind this entry.</summary>
internal readonly record struct TimePlace(long Ticks, int Number) : IComparable<TimePlace>
{
    public int CompareTo(TimePlace other) => Ticks != other.Ticks ? Ticks.CompareTo(other.Ticks) : Number.CompareTo(other.Number);
}

/// <summary>Things in order of time; reading a page costs the page, however long the line is.</summary>
internal sealed class TimeLine<T>
    where T : class
{
    private readonly SortedSet<TimePlace> _places = [];
    private readonly List<T> _items = [];

    public int Count => _places.Count;

    /// <returns>The number under which the thing stands in this line.</returns>
    public int Add(DateTime at, T item)
    {
        _items.Add(item);
        _places.Add(new TimePlace(at.Ticks, _items.Count - 1));
        return _items.Count - 1;
    }

    public void Move(int number, DateTime from, DateTime to)
    {
        if (_places.Remove(new TimePlace(from.Ticks, number)))
            _places.Add(new TimePlace(to.Ticks, number));
    }

    /// <param name="from">Included.</param>
    /// <param name="until">Excluded.</param>
    /// <param name="behind">The last place of the page before.</param>
    public IEnumerable<(TimePlace Place, T Item)> Between(DateTime from, DateTime until, TimePlace? behind = null)
    {
        var low = new TimePlace(from.Ticks, 0);
        if (behind is { } last && last.CompareTo(low) >= 0)
            low = last with { Number = last.Number + 1 };

        var high = new TimePlace(until.Ticks, -1);
        if (low.CompareTo(high) > 0)
            yield break;

        foreach (var place in _places.GetViewBetween(low, high))
            yield return (place, _items[place.Number]);
    }

    public IEnumerable<T> All() => _places.Select(place => _items[place.Number]);
}
