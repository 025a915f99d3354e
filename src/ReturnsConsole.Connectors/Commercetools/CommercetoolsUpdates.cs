using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>What is to be done with a resource as it was just read.</summary>
/// <param name="Done">Nothing: this is the answer.</param>
/// <param name="Action">The update action's fields.</param>
internal readonly record struct CommercetoolsDecision(SendAnswer? Done, Action<Utf8JsonWriter>? Action)
{
    public static CommercetoolsDecision Accepted(string message, string? reference = null) => new(new SendAnswer(SendResult.Accepted, message, reference), null);

    public static CommercetoolsDecision Refused(string message) => new(new SendAnswer(SendResult.Refused, message), null);

    public static CommercetoolsDecision Do(Action<Utf8JsonWriter> action) => new(null, action);
}

/// <summary>Reads a resource, decides, and writes under the version that was read; when somebody else was faster it reads and decides again.</summary>
internal sealed class CommercetoolsUpdates(CommercetoolsApi api, PartnerWorld world)
{
    private const int Times = 4;

    /// <param name="read">The resource as it is; null when it does not exist.</param>
    /// <param name="path">Where a resource of that id is updated.</param>
    /// <param name="decide">Sees by a key of ours whether it is done already: that makes repeating safe.</param>
    public async Task<SendAnswer> SendAsync(
        string operation, string what, Func<CancellationToken, Task<JsonElement?>> read, Func<string, string> path, Func<JsonElement, CommercetoolsDecision> decide, CancellationToken ct)
    {
        for (var time = 0; time < Times; time++)
        {
            var (resource, failed) = await ReadAsync(read, what, ct);
            if (resource is not { } found)
                return failed!;
            var decision = decide(found);
            if (decision.Done is { } done)
                return done;
            if (IdAndVersion(found) is not var (id, version))
                return new SendAnswer(SendResult.NotDone, $"{api.Connection.Name}: {what} came without id or version.");
            try
            {
                var after = await api.UpdateAsync(operation, path(id), version, decision.Action!, repeatable: true, ct);
                return new SendAnswer(SendResult.Accepted, $"Done: {what}.", after.TextOf("version"));
            }
            catch (PartnerException conflict) when (IsWorthAnotherLook(conflict))
            {
                await PauseAsync(time, ct);
            }
            catch (PartnerException lost) when (lost.MayHaveHappened)
            {
                var asked = await AskAsync(what, read, decide, ct);
                return asked.Result == SendResult.NotDone ? asked with { Message = $"{lost.Message} It was not carried out.", RequestId = lost.RequestId } : asked;
            }
            catch (PartnerException refused)
            {
                return JsonAnswers.Outcome(refused);
            }
        }
        return new SendAnswer(SendResult.NotDone, $"{api.Connection.Name}: {what} was changed by somebody else {Times} times in a row. It is tried again.", null, TimeSpan.FromMinutes(1));
    }

    /// <summary>Only looks. What is not there is not done: a late one is found by its key or stopped by the version.</summary>
    public async Task<SendAnswer> AskAsync(string what, Func<CancellationToken, Task<JsonElement?>> read, Func<JsonElement, CommercetoolsDecision> decide, CancellationToken ct)
    {
        var (resource, failed) = await ReadAsync(read, what, ct);
        if (resource is not { } found)
            return failed!.Result == SendResult.NotDone ? failed with { Result = SendResult.Unknown } : failed;
        return decide(found).Done ?? new SendAnswer(SendResult.NotDone, $"Not done yet: {what}.");
    }

    /// <summary>Somebody else was faster, or the partner says that the same will work in a moment.</summary>
    public static bool IsWorthAnotherLook(PartnerException failed) =>
        failed.Fault == PartnerFault.Conflict || (!failed.MayHaveHappened && failed.Code is "OverCapacity" or "PendingOperation" or "BadGateway" or "QueryTimedOut" or "ConcurrentModification");

    public Task PauseAsync(int time, CancellationToken ct) => Task.Delay(world.Calls.FirstDelay * (time * time), world.Clock, ct);

    /// <summary>The resource, or why there is none as an answer: nothing was sent yet, so nothing can have happened.</summary>
    public async Task<(JsonElement? Resource, SendAnswer? Failed)> ReadAsync(Func<CancellationToken, Task<JsonElement?>> read, string what, CancellationToken ct)
    {
        try
        {
            return await read(ct) is { } found ? (found, null) : (null, new SendAnswer(SendResult.Refused, $"{api.Connection.Name}: {what} cannot be done, because commercetools does not know it."));
        }
        catch (PartnerException failed)
        {
            return (null, new SendAnswer(failed.Fault == PartnerFault.Rejected ? SendResult.Refused : SendResult.NotDone, failed.Message, null, failed.RetryAfter, failed.RequestId) { IsThrottled = failed.Fault == PartnerFault.Throttled });
        }
    }

    public static (string Id, long Version)? IdAndVersion(JsonElement resource) =>
        resource.TextOf("id") is { } id && resource.Child("version") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var version) ? (id, version) : null;
}
