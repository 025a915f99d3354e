using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Tests.Web;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Inbox;

/// <summary>The console as it is started, with nothing running by itself, and partners that push.</summary>
public class InboxHouse : WebHouse
{
    public const string Secret = "a-secret-that-is-shared-3141";

    private readonly Dictionary<string, int> partners = [];
    private HttpClient? sender;

    public string Folder { get; private set; } = "";

    protected override void Configure(WebApplicationBuilder builder)
    {
        Folder = builder.Environment.ContentRootPath;
        builder.Configuration.AddInMemoryCollection([new("Sync:Enabled", "false")]);
    }

    public HttpClient Sender => sender ??= Browser();

    /// <param name="options">As in the form: "WebhookAlgorithm".</param>
    public async Task<int> AddAsync(string name, PartnerKind kind = PartnerKind.HappyReturns, string secret = Secret, params (string Key, string Value)[] options)
    {
        if (partners.TryGetValue(name, out var known))
            return known;
        int account;
        await using (var db = Open())
            account = await db.Accounts.Select(a => a.Id).FirstOrDefaultAsync();
        if (account == 0)
            account = await AccountAsync();
        var (needed, secrets) = kind switch
        {
            PartnerKind.HappyReturns => (("RetailerId", "r"), ("ApiKey", "k")),
            PartnerKind.Rebound => (("Login", "l"), ("ApiKey", "k")),
            PartnerKind.Commercetools => (("ProjectKey", "p"), ("ClientSecret", "s")),
            _ => (("MarketplaceIds", "ATVPDKIKX0DER"), ("ClientSecret", "s")),
        };
        var all = options.Append(needed).ToDictionary(o => o.Item1, o => o.Item2);
        var hidden = new Dictionary<string, string> { [secrets.Item1] = secrets.Item2 };
        if (kind is PartnerKind.Commercetools or PartnerKind.AmazonSeller)
            all["ClientId"] = "c";
        if (kind == PartnerKind.AmazonSeller)
            hidden["RefreshToken"] = "Atzr|x";
        else if (secret.Length > 0)
            hidden["WebhookSecret"] = secret;
        var draft = new PartnerDraft(0, 0, kind, name, account, "http://127.0.0.1:9", kind is PartnerKind.Commercetools or PartnerKind.AmazonSeller ? "http://127.0.0.1:9/token" : "", all, hidden);
        var saved = await Get<SavePartner>().RunAsync(Actor.System, draft, CancellationToken.None);
        Assert.True(saved.Outcome.Succeeded, saved.Outcome.Message);
        return partners[name] = saved.Id;
    }

    public async Task<HttpResponseMessage> PushAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/webhooks/{path}") { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Sender.SendAsync(request);
    }

    /// <summary>Signed as Happy Returns does unless told otherwise.</summary>
    public Task<HttpResponseMessage> PushAsync(string name, string body) => PushAsync($"happy-returns/{name}", Encoding.UTF8.GetBytes(body), ("X-Hr-Signature", Sign(body)));

    public static string Sign(string body, string secret = Secret) => Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    public async Task<List<InboxMessage>> MessagesAsync(int partner)
    {
        await using var db = Open();
        return await db.InboxMessages.AsNoTracking().Where(m => m.PartnerId == partner).OrderBy(m => m.Id).ToListAsync();
    }

    public static string Started(int number, string email = "") =>
        $$$"""{"event":"return_status_updated","typeID":"started","retailerID":"r","otherEvents":[],"items":[{"happyReturnsReturnID":"R{{{number}}}","happyReturnsItemID":"I{{{number}}}","happyReturnsExpressCode":"HRAB2B{{{number % 90 + 10}}}","orderNumber":"SHOP-{{{number}}}","email":"{{{email}}}"}]}""";

    private async Task<int> AccountAsync()
    {
        await using var db = Open();
        var company = new Company { Name = "Northwind" };
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        var account = new Account { CompanyId = company.Id, Name = "Shop" };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }
}
