using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Amazon.Wire;

public sealed class ConnectionTests : AmazonTests
{
    private const string Transactions = "GET /finances/2024-06-19/transactions";

    [Fact]
    public async Task Test_ThatWorks_SaysWhatWasCalled()
    {
        Host.On(Transactions, """{"payload":{"transactions":[]}}""");
        var tested = await Seller().TestAsync(default);
        Assert.True(tested.Works, tested.Said);
        Assert.StartsWith("GET http://", tested.Called, StringComparison.Ordinal);
        Assert.Equal("request-1", tested.RequestId);
        ContractKept("listTransactions");
    }

    [Theory]
    [InlineData("invalid_client", "one and the same application")]
    [InlineData("invalid_grant", "Authorise the application again")]
    public async Task Test_WithRefusedCredentials_SaysWhatToDo(string code, string advice)
    {
        Host.On("POST /auth/o2/token", Give.Json(401, $$"""{"error":"{{code}}","error_description":"no"}"""));
        await Fails(Seller().TestAsync(default), advice);
    }

    [Fact]
    public async Task Test_AtAWebPage_SaysSo()
    {
        Host.On("POST /auth/o2/token", new Give(200, "<html>sign in</html>"u8.ToArray(), "text/html"));
        await Fails(Seller().TestAsync(default), "Another site answers");
        Assert.Equal(1, Host.Tokens);
    }

    [Fact]
    public async Task Test_AtAWrongPath_SaysSo()
    {
        Host.On("POST /base/auth/o2/token", """{"access_token":"a","expires_in":3600}""");
        await Fails(Seller(new Uri(Host.Address, "/base")).TestAsync(default), "check its path");
    }

    [Fact]
    public async Task Test_WhereNothingAnswers_SaysSo()
    {
        await Host.DisposeAsync();
        await Fails(Seller().TestAsync(default), "firewall");
    }

    [Fact]
    public async Task Test_OfAHostThatIsNotKnown_SaysSo() =>
        await Fails(Seller(token: new Uri("https://token.invalid/auth/o2/token")).TestAsync(default), "DNS");

    [Fact]
    public async Task Test_OfACertificateNobodyTrusts_SaysSo()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, certificate);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await Fails(Seller(token: new Uri($"https://127.0.0.1:{port}/auth/o2/token")).TestAsync(default), "must trust the proxy's certificate");
        await serving;

        static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var secured = new SslStream(client.GetStream());
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await secured.AuthenticateAsServerAsync(certificate);
                await secured.ReadExactlyAsync(new byte[1]);
            });
        }
    }

    [Fact]
    public async Task Test_WithoutAClientId_SaysSo()
    {
        var connection = Connection(null, null) with { Options = new Dictionary<string, string>() };
        await Fails(new Connectors.Amazon.AmazonSellerConnector(connection, World).TestAsync(default), "Complete the entries");
    }

    private static async Task Fails(Task<ConnectionAnswer> test, string advice)
    {
        var tested = await test;
        Assert.False(tested.Works);
        Assert.Contains(advice, tested.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", tested.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", tested.ToString(), StringComparison.Ordinal);
    }
}
