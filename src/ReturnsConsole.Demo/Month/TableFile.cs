using System.Text;

namespace ReturnsConsole.Demo.Month;

/// <summary>A delimited file with a header; every row has the header's number of cells and ends in a line feed.</summary>
internal sealed class TableFile : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly char _delimiter;
    private readonly int _columns;

    public TableFile(string path, Encoding encoding, char delimiter, IReadOnlyList<string> columns)
    {
        _writer = new StreamWriter(path, append: false, encoding, bufferSize: 1 << 16) { NewLine = "\n" };
        _delimiter = delimiter;
        _columns = columns.Count;
        Row([.. columns]);
    }

    public void Row(params string[] cells)
    {
        if (cells.Length != _columns)
            throw new InvalidOperationException($"A row has {cells.Length} cells, the header {_columns}.");

        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                _writer.Write(_delimiter);

            _writer.Write(cells[i]);
        }

        _writer.Write('\n');
    }

    public void Dispose() => _writer.Dispose();
}
