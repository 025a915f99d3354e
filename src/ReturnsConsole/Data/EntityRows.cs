using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ReturnsConsole.Data;

/// <summary>Writes whole entities in bulk, every mapped property, with ids that the caller gives.</summary>
internal sealed class EntityRows<T> : IDisposable
    where T : class
{
    private readonly BulkTable table;
    private readonly IProperty[] properties;
    private readonly int[] lengths;
    private readonly int key;

    public EntityRows(ConsoleContext db)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        properties = [.. type.GetProperties()];
        lengths = [.. properties.Select(p => p.GetMaxLength() ?? int.MaxValue)];
        key = Array.IndexOf(properties, type.FindPrimaryKey()!.Properties.Single());
        table = BulkTable.Open(db, typeof(T), [.. properties.Select(p => p.Name)]);
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
                case string text: table.Set(i, Clip(text, lengths[i])); break;
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

    /// <summary>Text longer than its column is cut; the evidence keeps all of it.</summary>
    private static string Clip(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    public void Flush() => table.Flush();

    public void Dispose() => table.Dispose();
}
