using System.Globalization;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Pieces added to the merchant-fulfilled quantity, which Amazon takes as an absolute value only: the offer is read right before, and the value to set follows from
/// that. It is told once; a lost answer is cleared by reading the offer again, never by adding again. Source: Listings Items 2021-08-01.
/// </summary>
internal sealed class ListingIncreases(ListingQuantities listings, TimeProvider clock)
{
    /// <summary>A call that is still under way could land after the first look: that nothing changed is believed only after this long.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<PreparedMessage> PrepareAsync(ListingIncreaseMessage message, CancellationToken ct)
    {
        try
        {
            var (type, quantity, request) = await listings.ReadAsync(message.Sku, message.MarketplaceId, ct);
            return type is null || quantity is null
                ? new(message, new SendAnswer(SendResult.Refused, $"Amazon shows {(type is null ? "no product type" : "no merchant-fulfilled quantity")} of {message.Sku} in marketplace {message.MarketplaceId}: pieces cannot be added to it.", RequestId: request))
                : new(message with { Read = new ListingRead(type, quantity.Value, Now) });
        }
        catch (PartnerException failed)
        {
            return new(message, SendOutcome.Before(failed));
        }
    }

    public async Task<SendAnswer> SendAsync(ListingIncreaseMessage message, CancellationToken ct)
    {
        if (message is not { Read: { } read, Target: { } target and <= int.MaxValue })
            return new SendAnswer(SendResult.Refused, $"The offer of {message.Sku} was not read, or its quantity is out of range: nothing was set.");
        try
        {
            var answer = await listings.SetAsync(new ListingQuantityMessage(message.Sku, message.MarketplaceId, read.ProductType, (int)target), repeatable: false, ct);
            return answer with { Message = $"{answer.Message} {Sum(message, read)}" };
        }
        catch (PartnerException failed) when (failed.MayHaveHappened)
        {
            return new SendAnswer(SendResult.Unknown, $"{failed.Message} Amazon is asked what it shows for {message.Sku}.", After: LookAgain, RequestId: failed.RequestId);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Before(failed);
        }
    }

    /// <summary>The target is there: done. What was read is still there: not done. Anything else: sales or others came between, and nobody can tell.</summary>
    public async Task<SendAnswer> AskAsync(ListingIncreaseMessage message, CancellationToken ct)
    {
        if (message is not { Read: { } read, Target: { } target })
            return new SendAnswer(SendResult.NotDone, $"It was never sent: the offer of {message.Sku} had not been read.");
        try
        {
            var (_, shown, request) = await listings.ReadAsync(message.Sku, message.MarketplaceId, ct);
            if (shown == target)
                return new SendAnswer(SendResult.Accepted, $"Amazon shows {Show(target)} for {message.Sku}. {Sum(message, read)}", RequestId: request);
            if (shown != read.Quantity)
                return new SendAnswer(SendResult.Unknown, $"Amazon showed {Show(read.Quantity)} for {message.Sku} before and shows {shown?.ToString(CultureInfo.InvariantCulture) ?? "no quantity"} now: whether our {Show(message.Change)} are in it cannot be seen.", RequestId: request);
            return Now - read.ReadUtc < LookAgain
                ? new SendAnswer(SendResult.Unknown, $"Amazon still shows {Show(read.Quantity)} for {message.Sku}; a second look will tell.", After: LookAgain, RequestId: request)
                : new SendAnswer(SendResult.NotDone, $"Amazon still shows {Show(read.Quantity)} for {message.Sku}: {Show(message.Change)} are not in it.", RequestId: request);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Unanswered(failed, null, taken: false);
        }
    }

    private static string Sum(ListingIncreaseMessage message, ListingRead read) => read.Quantity + message.Change < 0
        ? $"It had {Show(read.Quantity)}, and {Show(-message.Change)} were to be taken away: more is sold there than there is."
        : $"It had {Show(read.Quantity)}; {(message.Change < 0 ? $"{Show(-message.Change)} were taken away" : $"{Show(message.Change)} came back from returns")}.";

    private static string Show(long number) => number.ToString(CultureInfo.InvariantCulture);
}
