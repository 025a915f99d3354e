namespace ReturnsConsole.Features.ReasonCodes;

public enum RowChange
{
    Same,
    New,
    Changed,
    Dropped,
}

/// <summary>One code in two versions. Null: the version does not know it.</summary>
public sealed record RowDifference(CodeKey Key, MappingRow? Before, MappingRow? After)
{
    public RowChange Change => (Before, After) switch
    {
        (null, not null) => RowChange.New,
        (not null, null) => RowChange.Dropped,
        _ => Before!.Values == After!.Values ? RowChange.Same : RowChange.Changed,
    };

    /// <summary>What is shown of it: the later row, else the one that was dropped.</summary>
    public MappingRow Shown => After ?? Before!;
}

/// <summary>What one version says otherwise than another. Pure: rows in, differences out, in the order of the matrix.</summary>
public static class MappingDifference
{
    public static IReadOnlyList<RowDifference> Between(IEnumerable<MappingRow> before, IEnumerable<MappingRow> after)
    {
        var old = before.ToDictionary(r => r.Key);
        var all = after.Select(r => new RowDifference(r.Key, old.Remove(r.Key, out var was) ? was : null, r)).ToList();
        all.AddRange(old.Values.Select(r => new RowDifference(r.Key, r, null)));
        return [.. all.OrderBy(d => PlaceOf(d.Shown.Values.CanonicalReason)).ThenBy(d => SourceSystems.All.ToList().IndexOf(d.Key.SourceSystem)).ThenBy(d => d.Key.Code, StringComparer.Ordinal)];
    }

    public static int Count(IEnumerable<RowDifference> differences) => differences.Count(d => d.Change != RowChange.Same);

    private static int PlaceOf(string reason)
    {
        for (var i = 0; i < CanonicalReasons.All.Count; i++)
        {
            if (CanonicalReasons.All[i].Name == reason)
                return i;
        }
        return CanonicalReasons.All.Count;
    }
}
