namespace ReturnsConsole.Connectors.Files;

/// <summary>An entry's raw bytes, counted, with its first bytes looked at beforehand, and the proof that the file stayed the same.</summary>
internal sealed class WatchedSource : IDisposable
{
    private const int HeadBytes = 64 * 1024;

    private readonly FileEntry _entry;
    private readonly long _expectedBytes;
    private readonly long _length;
    private readonly DateTime _written;
    private readonly FileStream? _file;

    /// <param name="expectedBytes">Unpacked bytes that the file must have; 0 when not known.</param>
    public WatchedSource(FileEntry entry, long expectedBytes)
    {
        _entry = entry;
        _expectedBytes = expectedBytes;
        using (var first = entry.Open())
        {
            var head = new byte[HeadBytes];
            Head = head.AsMemory(0, first.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        }

        var stream = entry.Open();
        _file = stream as FileStream;
        if (_file is not null)
            (_length, _written) = (_file.Length, File.GetLastWriteTimeUtc(_file.SafeFileHandle));
        Raw = new Bounded(stream, Math.Max(expectedBytes, _length), entry.Name);
    }

    /// <summary>The first 64 KB.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    public CountingStream Raw { get; }

    public string Name => _entry.Name;

    public long TotalBytes => _expectedBytes > 0 ? _expectedBytes : _entry.UnpackedBytes;

    public void CheckUnchanged()
    {
        if (_expectedBytes > 0 && Raw.Count != _expectedBytes)
            throw Refusals.Stop(Refusals.Changed(Name));
        if (_file is not null && (_file.Length != _length || File.GetLastWriteTimeUtc(_file.SafeFileHandle) != _written))
            throw Refusals.Stop(Refusals.Changed(Name));
    }

    public void Dispose() => Raw.Dispose();

    /// <summary>A file that somebody goes on writing to must not be read for ever.</summary>
    private sealed class Bounded(Stream inner, long most, string name) : CountingStream(inner)
    {
        protected override void Check(ReadOnlySpan<byte> block)
        {
            if (most > 0 && Count > most)
                throw Refusals.Stop(Refusals.Changed(name));
        }
    }
}
