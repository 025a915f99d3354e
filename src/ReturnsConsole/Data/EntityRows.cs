using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace ReturnsConsole.Data;

/// <summary>Writes whole entities in bulk, every mapped property, with ids that the caller gives.</summary>
internal sealed class EntityRows<T> : IDisposable
    where T : class
{
    private readonly BulkTable table;
    private readonly IProperty[] properties;
    private readonly int key;

    public EntityRows(ConsoleContext db)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        properties = [.. type.GetProperties()];
        key = Array.IndexOf(properties, type.FindPrimaryKey()!.Properties.Single());
        table = BulkTable.Open(db, typeof(T), [.. properties.Select(p => p.Name)]);
    }

    /// <summary>Properties whose text is longer than its column, with the column's length; null when all fit.</summary>
    public (string Property, int Length, string Found)? TooLong(T entity, IReadOnlySet<string> clipped)
    {
        foreach (var property in properties)
        {
            if (property.ClrType == typeof(string) && property.GetMaxLength() is { } max && !clipped.Contains(property.Name)
                && property.GetGetter().GetClrValue(entity) is string text && text.Length > max)
                return (property.Name, max, text);
        }
        return null;
    }

    public void Add(T entity, long id)
    {
        for (var i = 0; i < properties.Length; i++)
        {
            if (i == key)
            {
                table.Set(i, id);
                continue;
            }
            switch (properties[i].GetGetter().GetClrValue(entity))
            {
                case null: table.SetNull(i); break;
                case string text: table.Set(i, text); break;
                case long number: table.Set(i, number); break;
                case int number: table.Set(i, (long)number); break;
                case bool flag: table.Set(i, flag ? 1L : 0L); break;
                case DateTime utc: table.Set(i, utc); break;
                case Enum value: table.Set(i, Convert.ToInt64(value, null)); break;
                case var other: throw new NotSupportedException($"{typeof(T).Name}.{properties[i].Name} is a {other.GetType().Name}.");
            }
        }
        table.Add();
    }

    public void Flush() => table.Flush();

    public void Dispose() => table.Dispose();
}
