using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Writes facts that are new or replace what is stored. A replaced fact keeps its id: cases and matches point at it.</summary>
internal sealed class ReplacedRows<T> : IDisposable
    where T : class
{
    private readonly ConsoleContext db;
    private readonly EntityRows<T> rows;
    private long nextId;

    public ReplacedRows(ConsoleContext db)
    {
        this.db = db;
        rows = new EntityRows<T>(db);
        // Before anything is deleted: the highest id may be among what is replaced.
        nextId = db.NextId(typeof(T));
    }

    /// <param name="facts">With the id of what each replaces; 0: new.</param>
    /// <param name="written">Told of each with the id it has now.</param>
    public void Write(IReadOnlyList<(T Fact, long Id)> facts, Action<T, long> written)
    {
        var replaced = facts.Where(f => f.Id != 0).Select(f => f.Id).ToList();
        if (replaced.Count > 0)
            db.Set<T>().Where(f => replaced.Contains(EF.Property<long>(f, "Id"))).ExecuteDelete();
        foreach (var (fact, replaces) in facts)
        {
            var id = replaces != 0 ? replaces : nextId++;
            rows.Add(fact, id);
            written(fact, id);
        }
        rows.Flush();
    }

    public void Dispose() => rows.Dispose();
}
