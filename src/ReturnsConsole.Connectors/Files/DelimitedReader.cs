using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ReturnsConsole.Connectors.Files;

/// <summary>
/// Walks the rows of UTF-8 text held in one reused buffer. Fields are spans of that buffer and valid until the next <see cref="Read"/>.
/// A line longer than the limit throws <see cref="PartnerFileException"/>; nothing longer is ever buffered.
/// </summary>
internal sealed partial class DelimitedReader : IDisposable
{
    private const int Padding = 32;
    private const int MaxFields = 4096;

    private readonly Stream _text;
    private readonly byte _delimiter;
    private readonly bool _quoted;
    private readonly int _maxLineBytes;
    private readonly int[] _starts = new int[MaxFields + 1];
    private readonly int[] _ends = new int[MaxFields + 1];
    private byte[] _buffer;
    private byte[] _scratch = [];
    private int _scratchUsed;
    private int _rowStart;
    private int _rowEnd;
    private int _next;
    private int _end;
    private bool _endOfText;
    private long _nextLine = 1;

    public DelimitedReader(Stream text, char delimiter, bool quoted, int maxLineBytes, int bufferBytes = 1 << 20)
    {
        _text = text;
        _delimiter = (byte)delimiter;
        _quoted = quoted;
        _maxLineBytes = maxLineBytes;
        _buffer = ArrayPool<byte>.Shared.Rent(bufferBytes + Padding);
    }

    /// <summary>1-based physical line on which the current row starts.</summary>
    public long Line { get; private set; }

    public int FieldCount { get; private set; }

    /// <summary>True when a quotation mark was opened in this row and never closed before the end of the text.</summary>
    public bool OpenQuote { get; private set; }

    /// <summary>The row as it stands in the text, without its line end.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_rowStart, _rowEnd - _rowStart);

    /// <summary>A field without blanks around it; empty when the row is too short to have it.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)field >= (uint)FieldCount)
                return default;

            var start = _starts[field];
            var cell = start >= 0
                ? _buffer.AsSpan(start, _ends[field] - start)
                : _scratch.AsSpan(~start, _ends[field] - ~start);
            return cell.Length > 0 && (cell[0] <= ' ' || cell[^1] <= ' ') ? TrimBlanks(cell) : cell;
        }
    }

    public bool IsBlank
    {
        get
        {
            for (var i = 0; i < FieldCount; i++)
            {
                if (!this[i].IsEmpty)
                    return false;
            }

            return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        _rowStart = _next;
        while (true)
        {
            if (_quoted ? ScanQuoted() : ScanPlain())
                break;
            if (_endOfText)
                return false;
            Fill();
        }

        if (_rowEnd - _rowStart > _maxLineBytes)
            throw TooLong();
        if (_rowEnd > _rowStart && _buffer[_rowEnd - 1] == '\r')
            _rowEnd--;
        return true;
    }

    /// <summary>Skips whole physical lines, whatever they hold.</summary>
    public bool SkipLines(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _rowStart = _next;
            while (!ScanPlain())
            {
                if (_endOfText)
                    return false;
                Fill();
            }
        }

        return true;
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        _text.Dispose();
    }

    private static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> cell)
    {
        int start = 0, end = cell.Length;
        while (start < end && cell[start] <= ' ')
            start++;
        while (end > start && cell[end - 1] <= ' ')
            end--;
        return cell[start..end];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ScanPlain()
    {
        var delimiters = Vector256.Create(_delimiter);
        var newlines = Vector256.Create((byte)'\n');
        ref var first = ref MemoryMarshal.GetArrayDataReference(_buffer);
        int position = _rowStart, fieldStart = _rowStart, count = 0;
        while (position < _end)
        {
            var bytes = Vector256.LoadUnsafe(ref first, (nuint)position);
            var hits = (Vector256.Equals(bytes, delimiters) | Vector256.Equals(bytes, newlines)).ExtractMostSignificantBits();
            while (hits != 0)
            {
                var at = position + BitOperations.TrailingZeroCount(hits);
                if (at >= _end)
                    break;
                hits &= hits - 1;
                if (count <= MaxFields)
                {
                    _starts[count] = fieldStart;
                    _ends[count] = at;
                }

                count++;
                fieldStart = at + 1;
                if (_buffer[at] == '\n')
                    return Finish(count, at, at + 1);
            }

            position += Vector256<byte>.Count;
        }

        if (!_endOfText || _rowStart == _end)
            return false;
        if (count <= MaxFields)
        {
            _starts[count] = fieldStart;
            _ends[count] = _end;
        }

        return Finish(count + 1, _end, _end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Finish(int count, int rowEnd, int next)
    {
        FieldCount = Math.Min(count, MaxFields + 1);
        _rowEnd = rowEnd;
        _next = next;
        Line = _nextLine;
        _nextLine += _quoted ? _buffer.AsSpan(_rowStart, next - _rowStart).Count((byte)'\n') : 1;
        return true;
    }

    private void Fill()
    {
        var kept = _end - _rowStart;
        if (kept > _maxLineBytes)
            throw TooLong();
        if (_rowStart > 0)
        {
            _buffer.AsSpan(_rowStart, kept).CopyTo(_buffer);
            _rowStart = 0;
            _end = kept;
        }

        if (_end >= _buffer.Length - Padding)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        var read = _text.Read(_buffer, _end, _buffer.Length - Padding - _end);
        _end += read;
        _endOfText = read == 0;
    }

    private PartnerFileException TooLong() => Refusals.Stop(Refusals.LineTooLong(_nextLine, _maxLineBytes, _quoted && _buffer.AsSpan(_rowStart, _end - _rowStart).Contains((byte)'"')));
}
