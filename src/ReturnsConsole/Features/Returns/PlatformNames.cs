namespace ReturnsConsole.Features.Returns;

/// <summary>What connectors, reason codes and screens call those who tell of returns.</summary>
public static class PlatformNames
{
    public const string Amazon = "amazon";
    public const string AmazonFba = "amazon-fba";
    public const string Rebound = "rebound";
    public const string HappyReturns = "happy-returns";
    public const string Commercetools = "commercetools";

    /// <summary>The console's own dock. What it tells carries Amazon's reason codes.</summary>
    public const string Dock = "dock";

    /// <summary>Source system of a channel's reason codes.</summary>
    public static string Of(ReturnChannel channel) => channel switch
    {
        ReturnChannel.Fba => AmazonFba,
        ReturnChannel.Rebound => Rebound,
        ReturnChannel.HappyReturns => HappyReturns,
        ReturnChannel.Commercetools => Commercetools,
        _ => Amazon,
    };

    /// <summary>As screens say it.</summary>
    public static string TitleOf(ReturnChannel channel) => channel switch
    {
        ReturnChannel.Fba => "Amazon FBA",
        ReturnChannel.Rebound => "Rebound",
        ReturnChannel.HappyReturns => "Happy Returns",
        ReturnChannel.Commercetools => "commercetools",
        ReturnChannel.PostHoc => "Our dock",
        _ => "Amazon",
    };
}
