using System.Threading.Channels;

namespace ReturnsConsole.Features.Imports.Queue;

/// <summary>Wakes the import service when there is something to do.</summary>
public sealed class ImportWork
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Signal() => channel.Writer.TryWrite(true);

    internal ValueTask<bool> NextAsync(CancellationToken ct) => channel.Reader.ReadAsync(ct);
}
