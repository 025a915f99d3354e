using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ReturnsConsole.Features.Access.SigningIn;

/// <summary>Says on the console where to set up the first administrator and with which token.</summary>
public sealed class FirstAdministrator(SetUp setUp, SetUpToken token, IServer server)
{
    /// <summary>Prints a token if there is no user and none is out. A visit to the set-up page calls it too, so that an old token is replaced.</summary>
    public async Task AnnounceAsync(TextWriter console, CancellationToken ct)
    {
        if (token.Holds || !await setUp.IsNeededAsync(ct))
            return;
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5000";
        await console.WriteLineAsync($"""

            No administrator yet. Open {address.Replace("[::]", "localhost").Replace("0.0.0.0", "localhost")}/setup
            and enter this token: {token.Issue()}

            """);
    }
}
