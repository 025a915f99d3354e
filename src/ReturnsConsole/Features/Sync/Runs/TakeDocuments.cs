using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Runs;

/// <summary>Brings documents that were read outside a stream's run into the facts, on the way that the streams' go.</summary>
public sealed class TakeDocuments(
    IDbContextFactory<ConsoleContext> contexts, ReceivePayload receive, ImportRunner runner, IOptions<StorageOptions> storage, IHostEnvironment host, TimeProvider clock)
{
    private readonly string folder = storage.Value.FolderOf(host, "incoming");

    /// <returns>What was read; its documents are facts then.</returns>
    /// <exception cref="PayloadNotImportedException">It lies here and is not imported yet.</exception>
    public async Task<T> RunAsync<T>(Partner partner, Func<IPayloadSink, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await using var intake = new PayloadIntake(contexts, receive, runner, folder, partner.Id, partner.Name, partner.AccountId, clock);
        var result = await read(intake, ct);
        await intake.CommitAsync(ct);
        return result;
    }
}
