namespace ReturnsConsole.Connectors.Files;

/// <summary>Reads through to another stream and counts; derived classes check what passes.</summary>
internal class CountingStream(Stream inner, params IDisposable[] alsoClosed) : Stream
{
    public Stream Inner { get; } = inner;

    /// <summary>Bytes handed out so far.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = Take(buffer);
        Count += read;
        Check(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected virtual int Take(Span<byte> buffer) => Inner.Read(buffer);

    /// <summary>Sees every block handed out; an empty one is the end.</summary>
    protected virtual void Check(ReadOnlySpan<byte> block)
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
            foreach (var other in alsoClosed)
                other.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>What comes out of an archive: bounded in size and ratio, and proven complete at its end.</summary>
/// <param name="expected">For a zip entry its declared length and CRC-32; null for gzip, whose decoder checks them when they are there.</param>
internal sealed class UnpackingStream(
    Stream inner, string name, long packed, FileLimits limits, Func<long, FileRefusal?> atEnd, (long Length, uint Crc)? expected, params IDisposable[] alsoClosed)
    : CountingStream(inner, alsoClosed)
{
    private const long RatioFrom = 10L * 1024 * 1024;
    private uint _crc;

    protected override int Take(Span<byte> buffer)
    {
        try
        {
            return base.Take(buffer);
        }
        catch (InvalidDataException damage)
        {
            throw Refusals.Stop(Refusals.DamagedArchive(name, "its content is damaged"), damage);
        }
    }

    protected override void Check(ReadOnlySpan<byte> block)
    {
        if (Count > limits.MaxUnpackedBytes)
            throw Refusals.Stop(Refusals.TooLarge(Refusals.Text($"{name} unpacks to more than {limits.MaxUnpackedBytes:N0} bytes.")));
        if (Count > RatioFrom && packed > 0 && Count / packed > limits.MaxRatio)
            throw Refusals.Stop(Refusals.TooLarge(Refusals.Text($"{name} unpacks to more than {limits.MaxRatio} times its size, as no report does.")));
        if (expected is { } declared)
        {
            _crc = Crc32.Append(_crc, block);
            if (Count > declared.Length || (block.IsEmpty && Count < declared.Length))
                throw Refusals.Stop(Refusals.DamagedArchive(name, Refusals.Text($"{declared.Length:N0} bytes were announced, {Count:N0} came")));
            if (block.IsEmpty && _crc != declared.Crc)
                throw Refusals.Stop(Refusals.DamagedArchive(name, "its check sum does not fit its content"));
        }

        if (block.IsEmpty && atEnd(Count) is { } refusal)
            throw Refusals.Stop(refusal);
    }
}
