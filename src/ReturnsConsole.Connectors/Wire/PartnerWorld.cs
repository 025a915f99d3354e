namespace ReturnsConsole.Connectors.Wire;

/// <summary>What all connectors of the process share: the client, the buckets and the clock.</summary>
public sealed record PartnerWorld(HttpClient Http, RateBuckets Buckets, TimeProvider Clock, CallOptions Calls)
{
    /// <summary>A client that follows no redirects (an address that was allowed must not lead elsewhere), keeps no cookies and does not time out by itself.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };
}
