using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Finds the number culture in which the amounts of every settlement add up to its declared total.</summary>
internal static class SumCheck
{
    /// <summary>The only culture in which the sums hold; null when both or neither do.</summary>
    public static NumberCulture? Decide(DelimitedReader reader, HeaderMap map, CancellationToken ct)
    {
        var point = new Sums(NumberCulture.DecimalPoint);
        var comma = new Sums(NumberCulture.DecimalComma);
        var total = map.Cell(map.Format.TotalColumn);
        long rows = 0;
        while (reader.Read())
        {
            if ((++rows & 4095) == 0)
                ct.ThrowIfCancellationRequested();
            var id = Encoding.UTF8.GetString(reader[map.Cell(0)]);
            for (var cell = 0; cell < map.Plan.Length; cell++)
            {
                if (map.Plan[cell].Kind != CellKind.Amount || reader[cell].IsEmpty)
                    continue;
                point.Take(id, reader[cell], cell == total);
                comma.Take(id, reader[cell], cell == total);
            }
        }

        return (point.Hold, comma.Hold) switch
        {
            (true, false) => NumberCulture.DecimalPoint,
            (false, true) => NumberCulture.DecimalComma,
            _ => null,
        };
    }

    private sealed class Sums(NumberCulture culture)
    {
        private readonly Dictionary<string, (decimal Sum, decimal? Total)> _settlements = new(StringComparer.Ordinal);
        private bool _unreadable;

        public bool Hold => !_unreadable && _settlements.Values.Any(s => s.Total is not null) && _settlements.Values.All(s => s.Total is null || s.Total == s.Sum);

        public void Take(string id, ReadOnlySpan<byte> text, bool isTotal)
        {
            if (!NumberText.TryRead(text, culture, out var mantissa, out var scale, out _))
            {
                _unreadable = true;
                return;
            }

            var value = (decimal)mantissa;
            for (; scale > 0; scale--)
                value /= 10;
            var (sum, total) = _settlements.GetValueOrDefault(id);
            _settlements[id] = isTotal ? (sum, total ?? value) : (sum + value, total);
        }
    }
}
