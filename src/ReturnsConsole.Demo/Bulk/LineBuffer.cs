using System.Globalization;
using System.Text;

namespace ReturnsConsole.Demo.Bulk;

/// <summary>Writes text as bytes straight into a large buffer: millions of lines in seconds.</summary>
internal sealed class LineBuffer : IDisposable
{
    private const int Room = 4_096;
    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _used;

    public LineBuffer(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    public void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    public void Text(string text) => _used += Encoding.ASCII.GetBytes(text, _buffer.AsSpan(_used));

    /// <summary>With leading zeros.</summary>
    public void Digits(ulong value, int count)
    {
        for (var at = _used + count - 1; at >= _used; at--)
        {
            _buffer[at] = (byte)('0' + (value % 10));
            value /= 10;
        }

        _used += count;
    }

    /// <summary>Capital letters picked by the low bits, five each.</summary>
    public void Letters(ulong bits, int count)
    {
        for (var i = 0; i < count; i++, bits >>= 5)
            _buffer[_used++] = (byte)('A' + ((bits & 31) % 26));
    }

    /// <summary>Base-64 letters of a refund or RMA id, six bits each, made of both numbers.</summary>
    public void Token(ulong first, ulong second, int count)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789mQ";
        for (var i = 0; i < count; i++)
        {
            var bits = i < 10 ? first >> (i * 6) : second >> ((i - 10) % 10 * 6);
            _buffer[_used++] = (byte)alphabet[(int)(bits & 63)];
        }
    }

    /// <summary>-12.34</summary>
    public void Amount(long minor)
    {
        if (minor < 0)
            _buffer[_used++] = (byte)'-';

        var size = Math.Abs(minor);
        if (!(size / 100).TryFormat(_buffer.AsSpan(_used), out var written, provider: CultureInfo.InvariantCulture))
            throw new InvalidOperationException("The line is too long.");

        _used += written;
        _buffer[_used++] = (byte)'.';
        Digits((ulong)(size % 100), 2);
    }

    public void EndLine()
    {
        _buffer[_used++] = (byte)'\n';
        if (_used > _buffer.Length - Room)
            Flush();
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
    }

    private void Flush()
    {
        _file.Write(_buffer, 0, _used);
        _used = 0;
    }
}
