using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace ReturnsConsole.Features.Imports.Evidence;

/// <summary>Unpacks and hashes on another thread, a few chunks ahead of who reads. The last read fails if the content does not have the expected hash.</summary>
internal sealed class ReadAheadStream : Stream
{
    private const int ChunkBytes = 1 << 18;
    private const int Chunks = 4;
    private readonly BlockingCollection<(byte[] Bytes, int Count)> filled = new(Chunks);
    private readonly BlockingCollection<byte[]> free = new(Chunks);
    private readonly CancellationTokenSource stop = new();
    private readonly Task ahead;
    private Exception? trouble;
    private byte[]? current;
    private int at;
    private int end;

    public ReadAheadStream(Stream source, string sha256)
    {
        for (var i = 0; i < Chunks; i++)
            free.Add(new byte[ChunkBytes]);
        ahead = Task.Factory.StartNew(() => Fill(source, sha256), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (at == end && !Next()))
            return 0;
        var count = Math.Min(buffer.Length, end - at);
        current.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !stop.IsCancellationRequested)
        {
            stop.Cancel();
            ahead.Wait();
            filled.Dispose();
            free.Dispose();
            stop.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool Next()
    {
        if (current is not null)
            free.Add(current);
        current = null;
        at = end = 0;
        if (filled.TryTake(out var chunk, Timeout.Infinite))
        {
            (current, end) = chunk;
            return true;
        }
        if (trouble is not null)
            ExceptionDispatchInfo.Throw(trouble);
        return false;
    }

    private void Fill(Stream source, string sha256)
    {
        try
        {
            using (source)
            using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            {
                while (true)
                {
                    var chunk = free.Take(stop.Token);
                    var count = source.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
                    if (count == 0)
                        break;
                    hash.AppendData(chunk, 0, count);
                    filled.Add((chunk, count), stop.Token);
                }
                if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
                    throw new InvalidDataException("The stored file no longer has the content it came with.");
            }
        }
        catch (OperationCanceledException)
        {
            // The reader went away before the end.
        }
        catch (Exception exception)
        {
            // Handed to the reader, who meets it where the data ends.
            trouble = exception;
        }
        finally
        {
            filled.CompleteAdding();
        }
    }
}
