using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Counts values that partners' documents do not name. Few different ones; a file that has thousands is told by the first hundred.</summary>
internal sealed class UnknownValues(ConsoleContext db, SourceFile file)
{
    private const int Most = 100;
    private readonly Dictionary<(string Field, string Value), (long Count, long Line)> seen = [];

    public void Add(RowRef row, string field, string value)
    {
        var key = (Clip(field, 120), Clip(value, 200));
        if (seen.TryGetValue(key, out var known))
            seen[key] = (known.Count + 1, known.Line);
        else if (seen.Count < Most)
            seen[key] = (1, row.Line);
    }

    public void Flush(DateTime now)
    {
        if (seen.Count == 0)
            return;
        var fields = seen.Keys.Select(k => k.Field).Distinct().ToList();
        var stored = db.UnknownValues.Where(u => u.AccountId == file.AccountId && fields.Contains(u.Field)).ToDictionary(u => (u.Field, u.Value));
        foreach (var (key, found) in seen)
        {
            if (stored.TryGetValue(key, out var known))
            {
                known.Count += found.Count;
                known.LastSeenAt = now;
            }
            else
            {
                db.UnknownValues.Add(new UnknownValue { AccountId = file.AccountId, Field = key.Field, Value = key.Value, Count = found.Count, FirstSeenAt = now, LastSeenAt = now, FileId = file.Id, Line = found.Line });
            }
        }
        db.SaveChanges();
        seen.Clear();
    }

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..length];
}
