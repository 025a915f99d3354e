using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>What a console knows, without where it has it from: two consoles that were told the same must be equal.</summary>
public sealed class Facts
{
    private static readonly string[] Tables =
        ["OrderLines", "ReturnItems", "GoodsReceipts", "Settlements", "SettlementLines", "RefundSightings", "Reimbursements", "ManifestItems", "PartnerStock", "VendorPaperLines", "UnknownValues", "RejectedRows"];

    /// <summary>Numbers that are given in order of arrival, and times at which the console itself heard of something.</summary>
    private static readonly string[] OfArrival = ["Id", "FileId", "Line", "SettlementPk", "FirstLineId", "LastLineId", "Hash", "FirstSeenAt", "LastSeenAt", "Count"];

    /// <summary>What a fact is told apart by, whatever becomes of it.</summary>
    private static readonly string[] Keys = ["OrderId", "OrderItemId", "NaturalKey", "Sku", "SettlementId", "Platform", "Location", "Amount", "AmountDescription", "PostedAt", "Field", "Value"];

    private readonly Dictionary<string, List<string>> rows = [];

    public int Count => rows.Values.Sum(r => r.Count);

    public int Of(string table) => rows[table].Count;

    /// <param name="onlyKeys">Which facts there are, not what they say.</param>
    public static async Task<Facts> ReadAsync(SyncHouse house, bool onlyKeys = false)
    {
        await using var db = house.Open();
        await db.Database.OpenConnectionAsync();
        var facts = new Facts();
        foreach (var table in Tables)
            facts.rows[table] = Read(db, table, onlyKeys);
        return facts;
    }

    public void MustEqual(Facts other, string why)
    {
        var differences = new List<string>();
        foreach (var table in Tables)
        {
            differences.AddRange(Except(rows[table], other.rows[table]).Select(r => $"only here  {table}: {r}"));
            differences.AddRange(Except(other.rows[table], rows[table]).Select(r => $"only there {table}: {r}"));
        }
        Assert.True(differences.Count == 0, $"{why}: {differences.Count} differences\n{string.Join('\n', differences.Take(6))}");
    }

    /// <summary>Everything that the other knows is known here.</summary>
    public void MustHold(Facts other, string why)
    {
        var missing = Tables.SelectMany(table => Except(other.rows[table], rows[table]).Select(r => $"{table}: {r}")).ToList();
        Assert.True(missing.Count == 0, $"{why}: {missing.Count} are missing\n{string.Join('\n', missing.Take(6))}");
    }

    private static IEnumerable<string> Except(List<string> some, List<string> others)
    {
        var left = others.CountBy(o => o).ToDictionary();
        return some.Where(s => !left.TryGetValue(s, out var count) || (left[s] = count - 1) < 0);
    }

    private static List<string> Read(ConsoleContext db, string table, bool onlyKeys)
    {
        using var command = db.NewCommand($"SELECT * FROM \"{table}\"");
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Where(c => onlyKeys ? Keys.Contains(reader.GetName(c)) : !OfArrival.Contains(reader.GetName(c))).ToList();
        var read = new List<string>();
        while (reader.Read())
            read.Add(string.Join(" | ", columns.Where(c => !reader.IsDBNull(c)).Select(c => $"{reader.GetName(c)}={reader.GetValue(c)}")));
        return read;
    }
}
