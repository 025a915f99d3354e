using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Tries one cheap call without retries and says in plain words what came of it.</summary>
internal static class ConnectionTest
{
    /// <param name="call">Makes the call and says what was called and the request id.</param>
    public static async Task<ConnectionAnswer> RunAsync(PartnerConnection connection, PartnerWorld world, Func<SellingPartnerApi, CancellationToken, Task<(string Called, string? RequestId)>> call, CancellationToken ct)
    {
        try
        {
            var quick = world with { Calls = world.Calls with { Retries = 0 } };
            var (called, id) = await call(new SellingPartnerApi(connection, quick), ct);
            return new ConnectionAnswer(true, called, "Amazon answered: address, credentials and roles work.", RequestId: id);
        }
        catch (PartnerException failed)
        {
            return new ConnectionAnswer(false, $"{connection.TokenUrl?.ToString() ?? SellingPartner.TokenUrl} and {connection.BaseUrl}", failed.Message, Advice(failed), failed.RequestId);
        }
    }

    private static string Advice(PartnerException failed) => failed.Fault switch
    {
        PartnerFault.Misconfigured => "Complete the entries of this partner.",
        PartnerFault.NameNotFound => "Check the host name of both addresses for misspellings, and this machine's DNS.",
        PartnerFault.Unreachable => "Check both addresses and their ports, and whether a firewall or proxy stands between.",
        PartnerFault.Certificate => "Check the address. Behind a proxy that opens TLS, this machine must trust the proxy's certificate.",
        PartnerFault.AccessDenied when failed.Code is "invalid_grant" => "Authorise the application again in Seller Central or Vendor Central and enter the new refresh token.",
        PartnerFault.AccessDenied when failed.Code is "invalid_client" or "unauthorized_client" => "Enter client id, client secret and refresh token of one and the same application.",
        PartnerFault.AccessDenied => "Check the application's roles and region, authorise it again and enter the new refresh token.",
        PartnerFault.Throttled => "The credentials work, but the allowance is used up. Try again in a few minutes.",
        PartnerFault.TimedOut or PartnerFault.Broken or PartnerFault.ServerError => "Try again in a few minutes; if it stays, look at Amazon's service health.",
        PartnerFault.NotFound => "The address answers but does not know the call: check its path and the region.",
        PartnerFault.UnexpectedAnswer => "Another site answers at this address. Check it letter by letter; it must not lead to a web page.",
        _ => "Read what Amazon said, mend the entry it names and test again.",
    };
}
