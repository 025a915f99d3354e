using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Partners;

/// <summary>What "Test connection" says about everything that usually goes wrong, for every kind of partner.</summary>
public sealed class TestPartnerTests : IAsyncLifetime
{
    private Sandbox sandbox = null!;
    private SyncHouse house = null!;

    public static TheoryData<string> EachPartner => [.. SandboxPartners.OneOfEach];

    public async Task InitializeAsync()
    {
        // The console goes by the real time here, because its time-outs do; the sandbox stands at about the same.
        sandbox = await Sandbox.StartAsync(new SharedClock(TimeProvider.System.GetUtcNow().UtcDateTime));
        house = await SyncHouse.StartAsync(sandbox, TimeProvider.System, [SandboxPartners.HappyReturns]);
    }

    public async Task DisposeAsync()
    {
        await house.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(EachPartner))]
    public async Task GoodEntries_Work(string partner)
    {
        var answer = await TestAsync(Draft(partner));

        Assert.True(answer.Works, answer.Said);
        Assert.Contains(sandbox.Address.Authority, answer.Called, StringComparison.Ordinal);
        Assert.Empty(answer.Advice);
    }

    [Theory]
    [MemberData(nameof(EachPartner))]
    public async Task WrongSecret_IsSaidAndNotTriedTwice(string partner)
    {
        var draft = Draft(partner);
        var answer = await TestAsync(draft with { Secrets = draft.Secrets.ToDictionary(s => s.Key, _ => "not-the-secret") });

        Assert.False(answer.Works);
        Assert.DoesNotContain("not-the-secret", $"{answer}", StringComparison.Ordinal);
        Plain(answer);
    }

    [Theory]
    [MemberData(nameof(EachPartner))]
    public async Task HostThatIsNotKnown_IsSaid(string partner)
    {
        var draft = Draft(partner) with { BaseUrl = "https://partner.invalid/api" };
        var answer = await TestAsync(draft with { TokenUrl = draft.TokenUrl.Length == 0 ? "" : "https://partner.invalid/token" });

        Assert.Contains("is not known", answer.Said, StringComparison.Ordinal);
        Plain(answer);
    }

    [Theory]
    [MemberData(nameof(EachPartner))]
    public async Task NobodyAtTheAddress_IsSaid(string partner)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/api";
        free.Stop();
        var draft = Draft(partner);
        var answer = await TestAsync(draft with { BaseUrl = address, TokenUrl = draft.TokenUrl.Length == 0 ? "" : address });

        Assert.Contains("nothing answers", answer.Said, StringComparison.Ordinal);
        Plain(answer);
    }

    [Theory]
    [MemberData(nameof(EachPartner))]
    public async Task SignInPage_IsSaid(string partner)
    {
        await sandbox.FaultAsync("garbage", count: 1_000);
        var answer = await TestAsync(Draft(partner));

        Assert.False(answer.Works);
        Assert.Contains("web page", answer.Said, StringComparison.Ordinal);
        Plain(answer);
    }

    [Theory]
    [MemberData(nameof(EachPartner))]
    public async Task PartnerInTrouble_IsSaid(string partner)
    {
        await sandbox.FaultAsync("status503", count: 1_000);
        var answer = await TestAsync(Draft(partner));

        Assert.Contains("503", answer.Said, StringComparison.Ordinal);
        Plain(answer);
    }

    [Theory]
    [MemberData(nameof(EachPartner))]
    public async Task CertificateThatIsNotTrusted_IsSaid_AndNothingIsSent(string partner)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var certificate = SelfSigned();
        using var stop = new CancellationTokenSource();
        var heard = ServeAsync(server, certificate, stop.Token);
        var address = $"https://localhost:{((IPEndPoint)server.LocalEndpoint).Port}/api";
        var draft = Draft(partner);
        var answer = await TestAsync(draft with { BaseUrl = address, TokenUrl = draft.TokenUrl.Length == 0 ? "" : address });
        await stop.CancelAsync();

        Assert.Contains("certificate", answer.Said, StringComparison.Ordinal);
        Assert.Equal(0, await heard);
        Plain(answer);
    }

    [Fact]
    public async Task SilentPartner_IsNotWaitedForForever()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/api";
        var answer = await TestAsync(Draft(SandboxPartners.HappyReturns) with { BaseUrl = address });

        Assert.Contains("was not answered within", answer.Said, StringComparison.Ordinal);
        Plain(answer);
    }

    [Fact]
    public async Task EntriesThatAreMissing_AreListedBeforeAnybodyIsCalled()
    {
        var answer = await house.Get<TestPartner>().RunAsync(SyncHouse.Anna, Draft(SandboxPartners.Shop) with { BaseUrl = "", Options = new Dictionary<string, string>() }, CancellationToken.None);

        foreach (var part in new[] { "BaseUrl is missing", "ProjectKey is missing", "ClientId is missing" })
            Assert.Contains(part, answer.Refusal, StringComparison.Ordinal);
        Assert.NotNull((await house.Get<TestPartner>().RunAsync(SyncHouse.Anna, Draft(SandboxPartners.Shop) with { Kind = (PartnerKind)77 }, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task StoredPartner_IsTestedWithItsKeptCredentials()
    {
        var stored = await house.PartnerAsync(SandboxPartners.HappyReturns);
        var answer = await TestAsync(Draft(SandboxPartners.HappyReturns) with { Id = stored.Id, Secrets = new Dictionary<string, string>() });

        Assert.True(answer.Works, answer.Said);
    }

    private PartnerDraft Draft(string partner) => SandboxPartners.Draft(partner, sandbox.Address, house.Database.AccountId) with { Name = "Tested" };

    private async Task<ConnectionAnswer> TestAsync(PartnerDraft draft)
    {
        var answer = await house.Get<TestPartner>().RunAsync(SyncHouse.Anna, draft, CancellationToken.None);
        Assert.Null(answer.Refusal);
        return answer.Value!;
    }

    /// <summary>Words, what to do, and none of the credentials.</summary>
    private static void Plain(ConnectionAnswer answer)
    {
        Assert.False(answer.Works);
        Assert.NotEmpty(answer.Called);
        Assert.NotEmpty(answer.Advice);
        foreach (var word in new[] { "Exception", "   at ", "sandbox-secret", "sandbox-ct-secret", "sandbox-api-key", "sandbox-hr-key", "Atzr|" })
            Assert.DoesNotContain(word, $"{answer}", StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=somebody else", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <returns>Bytes that came after a handshake.</returns>
    private static async Task<int> ServeAsync(TcpListener server, X509Certificate2 certificate, CancellationToken stop)
    {
        var heard = 0;
        while (true)
        {
            try
            {
                using var client = await server.AcceptTcpClientAsync(stop);
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
                heard += await stream.ReadAsync(new byte[1024], stop);
            }
            catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The console does not trust us.
            }
            catch (OperationCanceledException)
            {
                return heard;
            }
        }
    }
}
