using System.Globalization;
using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>
/// addQuantity and removeQuantity. They leave no key of ours behind, so each is sent once: a lost answer is cleared by what version and quantity say afterwards. A call that is still under way
/// could land after the first look, so an unmoved version is believed only at a later one.
/// </summary>
internal sealed class CommercetoolsStockMessages(CommercetoolsApi api, CommercetoolsUpdates updates, TimeProvider clock)
{
    private const int Times = 4;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <summary>The entry as it is now: under its version the change lands once or not at all, and a crash does not forget what was there before.</summary>
    public async Task<PreparedMessage> PrepareAsync(StockIncreaseMessage m, CancellationToken ct)
    {
        var (before, failed) = await BeforeAsync(m, ct);
        return before is null ? new(m, failed) : new(m with { Read = new StockEntryRead(before.Id, before.Version, before.OnStock, clock.GetUtcNow().UtcDateTime) });
    }

    public async Task<SendAnswer> SendAsync(StockIncreaseMessage m, CancellationToken ct)
    {
        if (m.Quantity == 0)
            return new SendAnswer(SendResult.Refused, $"The stock of {m.Sku} can only be changed by one piece or more.");
        var action = m.Quantity > 0 ? "addQuantity" : "removeQuantity";
        for (var time = 0; time < Times; time++)
        {
            var (before, failed) = m.Read is { } read ? (new Before(read.Id, read.Version, read.OnStock), null) : await BeforeAsync(m, ct);
            if (before is null)
                return failed!;
            try
            {
                var after = await api.UpdateAsync(action, $"inventory/{Uri.EscapeDataString(before.Id)}", before.Version, w =>
                {
                    w.WriteString("action", action);
                    w.WriteNumber("quantity", Math.Abs(m.Quantity));
                }, repeatable: false, ct);
                return new SendAnswer(SendResult.Accepted, $"Done: {What(m)}.", after.TextOf("version"));
            }
            catch (PartnerException conflict) when (CommercetoolsUpdates.IsWorthAnotherLook(conflict))
            {
                // Refused for its version: certainly not done.
                if (m.Read is not null)
                    return new SendAnswer(SendResult.NotDone, $"{api.Connection.Name}: the stock entry of {m.Sku} was changed by somebody else in this moment. It is tried again.");
                await updates.PauseAsync(time, ct);
            }
            catch (PartnerException lost) when (lost.MayHaveHappened)
            {
                return await AfterLossAsync(m, before, lost, ct);
            }
            catch (PartnerException refused)
            {
                return JsonAnswers.Outcome(refused);
            }
        }
        return new SendAnswer(SendResult.NotDone, $"{api.Connection.Name}: the stock entry of {m.Sku} was changed by somebody else {Times} times in a row. It is tried again.", null, LookAgain);
    }

    /// <param name="reference">What was there before, as the lost call gave it.</param>
    public async Task<SendAnswer> AskAsync(StockIncreaseMessage m, string? reference, CancellationToken ct)
    {
        if ((Before.Parse(reference) ?? (m.Read is { } read ? new Before(read.Id, read.Version, read.OnStock) : null)) is not { } before)
            return new SendAnswer(SendResult.Unknown, $"It is not known which version the stock of {m.Sku} had before. Compare the stock there with the ledger.");
        return await LookAsync(m, before, ct) switch
        {
            (true, _, var answer) => answer,
            (_, true, _) when m.Read is { } kept && clock.GetUtcNow().UtcDateTime - kept.ReadUtc < LookAgain =>
                new SendAnswer(SendResult.Unknown, $"Not done yet: {What(m)}; a second look will tell.", before.ToString(), LookAgain),
            (_, true, _) => new SendAnswer(SendResult.NotDone, $"Not done: {What(m)}. The entry still has version {before.Version}."),
            (_, _, var answer) => answer,
        };
    }

    private async Task<(Before? Before, SendAnswer? Failed)> BeforeAsync(StockIncreaseMessage m, CancellationToken ct)
    {
        var (resource, failed) = await updates.ReadAsync(stop => EntryAsync(m, stop), What(m), ct);
        if (resource is not { } entry)
            return (null, failed!);
        return Before.Of(entry) is { } before
            ? (before, null)
            : (null, new SendAnswer(SendResult.NotDone, $"{api.Connection.Name}: the stock entry of {m.Sku} came without id, version or quantity."));
    }

    private async Task<SendAnswer> AfterLossAsync(StockIncreaseMessage m, Before before, PartnerException lost, CancellationToken ct)
    {
        var (done, unmoved, answer) = await LookAsync(m, before, ct);
        return done ? answer : answer with
        {
            Message = $"{lost.Message} {(unmoved ? "It is not there yet; a second look will tell." : answer.Message)}",
            Reference = before.ToString(),
            After = LookAgain,
            RequestId = lost.RequestId,
        };
    }

    private async Task<(bool Done, bool Unmoved, SendAnswer Answer)> LookAsync(StockIncreaseMessage m, Before before, CancellationToken ct)
    {
        var (resource, failed) = await updates.ReadAsync(async stop => await api.GetAsync("inventory entry", $"inventory/{Uri.EscapeDataString(before.Id)}", stop), What(m), ct);
        if (resource is not { } entry || Before.Of(entry) is not { } now)
            return (false, false, new SendAnswer(SendResult.Unknown, failed?.Message ?? $"The stock entry of {m.Sku} came without version or quantity.", before.ToString(), LookAgain));
        if (now.Version == before.Version + 1 && now.OnStock == before.OnStock + m.Quantity)
            return (true, false, new SendAnswer(SendResult.Accepted, $"Done: {What(m)}; read back after a lost answer.", now.Version.ToString(CultureInfo.InvariantCulture)));
        return (false, now.Version == before.Version, new SendAnswer(
            SendResult.Unknown,
            $"The stock of {m.Sku} was {before.OnStock} in version {before.Version} and is {now.OnStock} in version {now.Version}: whether our {m.Quantity} are in it cannot be seen.",
            before.ToString()));
    }

    private static string What(StockIncreaseMessage m) => $"{Math.Abs(m.Quantity).ToString(CultureInfo.InvariantCulture)} {(m.Quantity < 0 ? "fewer" : "more")} of {m.Sku}{(m.SupplyChannelKey is null ? "" : $" in {m.SupplyChannelKey}")}";

    private async Task<JsonElement?> EntryAsync(StockIncreaseMessage m, CancellationToken ct)
    {
        var where = $"sku={CommercetoolsApi.Quoted(m.Sku)} and supplyChannel is not defined";
        if (m.SupplyChannelKey is { } key)
        {
            var channels = await api.QueryAsync("channels", $"key={CommercetoolsApi.Quoted(key)}", 2, ct);
            if (channels.Count == 0 || channels[0].TextOf("id") is not { } channel)
                return null;
            where = $"sku={CommercetoolsApi.Quoted(m.Sku)} and supplyChannel(id={CommercetoolsApi.Quoted(channel)})";
        }
        var entries = await api.QueryAsync("inventory", where, 2, ct);
        return entries.Count switch
        {
            0 => null,
            1 => entries[0],
            _ => throw JsonAnswers.Unexpected(api.Connection, "query inventory", null, $"two entries of {m.Sku} in one channel"),
        };
    }

    /// <summary>What was there before: id, version and quantity, as the reference carries them.</summary>
    private sealed record Before(string Id, long Version, long OnStock)
    {
        public static Before? Of(JsonElement entry) =>
            CommercetoolsUpdates.IdAndVersion(entry) is var (id, version) && entry.Child("quantityOnStock") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var onStock) ? new(id, version, onStock) : null;

        public static Before? Parse(string? reference) =>
            reference?.Split(':') is [var id, var v, var q] && long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && long.TryParse(q, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var onStock)
                ? new(id, version, onStock) : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}:{Version}:{OnStock}");
    }
}
