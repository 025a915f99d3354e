using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.People;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Web;

/// <summary>The console as it is started, on a free port of loopback.</summary>
public class WebHouse : IAsyncLifetime, IDisposable
{
    public const string Password = "tall-grass-river-9";

    private static readonly Regex FormToken = new("name=\"__RequestVerificationToken\" value=\"(?<v>[^\"]+)\"", RegexOptions.NonBacktracking);

    private readonly TestDatabase database = new();
    private WebApplication app = null!;

    public Uri Address { get; private set; } = null!;

    public string Printed { get; private set; } = "";

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "ReturnsConsole", ContentRootPath = database.Folder });
        builder.Configuration.AddInMemoryCollection([new("Storage:Folder", database.Folder), new("Urls", "http://127.0.0.1:0"), new("Access:AttemptsPerMinute", "200")]);
        builder.Logging.ClearProviders();
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
        Configure(builder);
        app = ConsoleApplication.Build(builder);
        using var console = new StringWriter();
        Assert.Null(await ConsoleApplication.StartAsync(app, console, CancellationToken.None));
        Printed = console.ToString();
        Address = new Uri(app.Urls.Single());
        await Get<CreateUser>().RunAsync(Actor.Terminal, new NewUser("root", "Root", Role.Admin, true, [], Password), CancellationToken.None);
        await Get<CreateUser>().RunAsync(Actor.Terminal, new NewUser("fin", "Fin", Role.Finance, true, [], Password), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    public ConsoleContext Open() => Get<IDbContextFactory<ConsoleContext>>().CreateDbContext();

    /// <summary>A browser of its own: keeps cookies, follows no redirects.</summary>
    public HttpClient Browser(CookieContainer? cookies = null) =>
        new(new HttpClientHandler { CookieContainer = cookies ?? new CookieContainer(), AllowAutoRedirect = false, ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) { BaseAddress = Address };

    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient browser, string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(path);
        var token = WebUtility.HtmlDecode(FormToken.Match(page).Groups["v"].Value);
        var all = fields.Append(("_handler", form)).Append(("__RequestVerificationToken", token));
        return await browser.PostAsync(path, new FormUrlEncodedContent(all.Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string name, string password = Password, string query = "") =>
        PostFormAsync(browser, "/sign-in" + query, "sign-in", ("Form.Name", name), ("Form.Password", password));

    public async Task<HttpClient> SignedInAsync(string name, CookieContainer? cookies = null)
    {
        var browser = Browser(cookies);
        using var response = await SignInAsync(browser, name);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return browser;
    }
}
