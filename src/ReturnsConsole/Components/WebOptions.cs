namespace ReturnsConsole.Components;

/// <summary>Section "Web".</summary>
public sealed class WebOptions
{
    /// <summary>Addresses of reverse proxies whose X-Forwarded-For, -Proto and -Host are believed.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Without HTTPS the console answers this machine only, unless this says that the network is trusted.</summary>
    public bool AllowPlainHttp { get; set; }
}
