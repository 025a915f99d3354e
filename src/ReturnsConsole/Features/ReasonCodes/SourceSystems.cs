using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>Who sends reason codes: name in the table, name on screens, channel of the returns.</summary>
public static class SourceSystems
{
    public static IReadOnlyList<ReturnChannel> Channels { get; } =
        [ReturnChannel.MerchantFulfilled, ReturnChannel.Fba, ReturnChannel.Rebound, ReturnChannel.HappyReturns, ReturnChannel.Commercetools];

    public static IReadOnlyList<string> All { get; } = [.. Channels.Select(PlatformNames.Of)];

    public static ReturnChannel? ChannelOf(string system)
    {
        foreach (var channel in Channels)
        {
            if (PlatformNames.Of(channel) == system)
                return channel;
        }
        return null;
    }

    public static string TitleOf(string system) => ChannelOf(system) is { } channel ? PlatformNames.TitleOf(channel) : system;

    /// <summary>By name or title, in any case: "Happy Returns", "happyreturns".</summary>
    public static string? Find(string word)
    {
        var wanted = Bare(word);
        return Channels.Where(c => Bare(PlatformNames.Of(c)) == wanted || Bare(PlatformNames.TitleOf(c)) == wanted).Select(PlatformNames.Of).FirstOrDefault();
    }

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
