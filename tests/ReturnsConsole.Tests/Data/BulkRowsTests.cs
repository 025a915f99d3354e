using ReturnsConsole.Data;
using ReturnsConsole.Features.Settlements;
using Xunit;

namespace ReturnsConsole.Tests.Data;

public sealed class BulkRowsTests
{
    [Fact]
    public void Rows_AreReadAsBulkCopyReadsThem_InTheColumnsOwnTypes()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var type = db.Model.FindEntityType(typeof(SettlementLine))!;
        string[] names = [nameof(SettlementLine.Id), nameof(SettlementLine.Kind), nameof(SettlementLine.Quantity), nameof(SettlementLine.Sku)];
        var columns = names.Select(n => BulkColumn.Of(type, type.FindProperty(n)!)).ToList();
        using var rows = new BulkRows(columns, [[SqlServerBulkTable.Narrow(5, columns[0].ClrType), SqlServerBulkTable.Narrow(2, columns[1].ClrType), DBNull.Value, "S"]]);
        Assert.Equal([typeof(long), typeof(byte), typeof(int), typeof(string)], columns.Select((_, i) => rows.GetFieldType(i)));
        Assert.True(rows.Read());
        Assert.Equal((5L, (byte)2, true, "S"), (rows.GetInt64(0), rows.GetByte(1), rows.IsDBNull(2), rows.GetString(rows.GetOrdinal("Sku"))));
        Assert.False(rows.Read());
    }
}
