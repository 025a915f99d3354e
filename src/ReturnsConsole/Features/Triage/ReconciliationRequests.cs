using System.Threading.Channels;

namespace ReturnsConsole.Features.Triage;

/// <summary>Asks the background service for a pass of the rules; several requests while one runs become one more pass.</summary>
public sealed class ReconciliationRequests
{
    private readonly Channel<string> channel = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Request(string trigger) => channel.Writer.TryWrite(trigger);

    public ValueTask<string> NextAsync(CancellationToken ct) => channel.Reader.ReadAsync(ct);
}
