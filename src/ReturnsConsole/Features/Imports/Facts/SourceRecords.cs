using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Notes for every row of a file what became of it, and counts.</summary>
internal sealed class SourceRecords : IDisposable
{
    private enum Column
    {
        Id,
        Hash,
        Outcome,
    }

    private readonly int fileId;
    private readonly BulkTable table;
    private long lastLine;
    private int lastPart;

    public SourceRecords(ConsoleContext db, int fileId)
    {
        this.fileId = fileId;
        table = BulkTable.Open(db, typeof(SourceRecord), Enum.GetNames<Column>());
    }

    public long Rows { get; private set; }

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Superseded { get; private set; }

    public long Corrected { get; private set; }

    public long Rejected { get; private set; }

    public long Ignored { get; private set; }

    public bool IsNew(long line) => line != lastLine;

    /// <summary>The key of the row that was just handed out; the next row of the same line gets another one.</summary>
    public long Key(long line, out int part)
    {
        if (line > SourceRecord.MaxLine)
            throw new PartnerFileException(new FileRefusal(RefusalReason.TooLarge, $"The file has more than {SourceRecord.MaxLine:N0} lines. Divide it into smaller files and import those."));
        part = line == lastLine ? lastPart + 1 : 0;
        if (!SourceRecord.Holds(line, part))
            throw new PartnerFileException(new FileRefusal(RefusalReason.TooLarge, $"Line {line:N0} holds more than {part:N0} items. Divide the file."));
        lastLine = line;
        lastPart = part;
        return SourceRecord.KeyOf(fileId, line, part);
    }

    public void Add(RowRef row, SourceRecordOutcome outcome) => Add(Key(row.Line, out _), row.Hash, outcome);

    public void Add(long key, long hash, SourceRecordOutcome outcome)
    {
        table.Set((int)Column.Id, key);
        table.Set((int)Column.Hash, hash);
        table.Set((int)Column.Outcome, (long)outcome);
        table.Add();
        Rows++;
        switch (outcome)
        {
            case SourceRecordOutcome.Accepted: Accepted++; break;
            case SourceRecordOutcome.Corrected: Accepted++; Corrected++; break;
            case SourceRecordOutcome.Duplicate: Duplicates++; break;
            case SourceRecordOutcome.Superseded: Duplicates++; Superseded++; break;
            case SourceRecordOutcome.Rejected: Rejected++; break;
            case SourceRecordOutcome.Ignored: Ignored++; break;
        }
    }

    public void Flush() => table.Flush();

    public void Dispose() => table.Dispose();
}
