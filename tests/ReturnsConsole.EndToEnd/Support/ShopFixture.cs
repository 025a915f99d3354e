using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The real console beside the partner sandbox, with a shop and a vendor account. At the partners a minute passes in a second.</summary>
public sealed class ShopFixture : EmptyFixture
{
    private static readonly string Program = Paths.Program("ReturnsConsole");
    private ConsoleProcess sandbox = null!;
    private string colleague = "";

    /// <summary>A delivered order of the shop.</summary>
    public string Order { get; private set; } = "";

    protected override string[] Arguments => ["--Sync:Every=00:00:15", .. Partners];

    private string Sandbox => sandbox.Address.ToString().TrimEnd('/');

    private string[] Partners =>
    [
        "--Partners:0:Kind=Commercetools", "--Partners:0:Name=Shop", "--Partners:0:Account=Web shop", $"--Partners:0:BaseUrl={Sandbox}/commercetools", $"--Partners:0:TokenUrl={Sandbox}/commercetools/oauth/token",
        "--Partners:0:ProjectKey=sandbox-shop", "--Partners:0:ClientId=sandbox-ct-client", "--Partners:0:ClientSecret=sandbox-ct-secret",
        "--Partners:1:Kind=AmazonVendor", "--Partners:1:Name=Vendor", "--Partners:1:Account=Vendor DE", $"--Partners:1:BaseUrl={Sandbox}/amazon", $"--Partners:1:TokenUrl={Sandbox}/amazon/auth/o2/token",
        "--Partners:1:ClientId=sandbox-client", "--Partners:1:ClientSecret=sandbox-secret", "--Partners:1:RefreshToken=Atzr|vendor",
    ];

    public override async Task InitializeAsync()
    {
        sandbox = await ConsoleProcess.StartAsync(Paths.Program("ReturnsConsole.PartnerSandbox"), Path.GetTempPath(), "--seed", "7", "--speed", "60", "--now", DateTime.UtcNow.AddHours(-5).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        await TellAsync("scenarios", new { name = "shop order", orders = 1, start = DateTime.UtcNow.AddDays(-6) });
        await TellAsync("clock", new { advance = "PT1H" });
        await base.InitializeAsync();
        await VerbAsync(Password, "user", "add", "fiona", "--role", "Finance", "--display-name", "Fiona Nolan", "--password-stdin");
        await using (var first = await ConsolePage.OpenAsync(Browser, Console.Address))
        {
            await first.SignInAsync("fiona", Password);
            colleague = await first.StorageStateAsync();
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (Order.Length == 0 && await look.WaitForNextTickAsync(patience.Token))
        {
            await using var db = Open();
            Order = await db.OrderLines.Where(l => l.OrderItemId != "").OrderBy(l => l.Id).Select(l => l.OrderId).FirstOrDefaultAsync(patience.Token) ?? "";
        }
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    /// <summary>Fiona of finance, beside the administrator.</summary>
    public Task<ConsolePage> FionaAsync(bool dark = false, int width = 1440) => ConsolePage.OpenAsync(Browser, Console.Address, dark, width, colleague);

    /// <summary>Time passes at the partners, and what the console would do at a later moment is due now.</summary>
    public async Task PassAsync(string duration)
    {
        await TellAsync("clock", new { advance = duration });
        await using var db = Open();
        await db.OutboxMessages.Where(m => m.Status != OutboxStatus.Done && m.Status != OutboxStatus.Refused).ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAt, DateTime.UtcNow.AddHours(-1)));
        await db.RefundLooks.ExecuteUpdateAsync(set => set.SetProperty(l => l.At, DateTime.UtcNow.AddHours(-1)));
    }

    /// <summary>The shop's people change its order.</summary>
    public Task ChangeOrderAsync(long discount) => TellAsync("shop", new { order = Order, discount });

    public async Task ImportAsync(string name, string text)
    {
        var path = Path.Combine(Desk, name);
        await File.WriteAllTextAsync(path, text);
        await VerbAsync("", "import", path, "--account", "Vendor DE");
    }

    private SqliteConsoleContext Open() => new(new DbContextOptionsBuilder<SqliteConsoleContext>().UseSqlite($"Data Source={Path.Combine(Folder, "returns.db")};Pooling=False").Options);

    private async Task VerbAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetDirectoryName(Program)! };
        foreach (var argument in (string[])[Program, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["Storage__Folder"] = Folder;
        foreach (var setting in Partners)
            start.Environment[setting.Split('=', 2)[0][2..].Replace(":", "__", StringComparison.Ordinal)] = setting.Split('=', 2)[1];
        using var verb = Process.Start(start)!;
        await verb.StandardInput.WriteLineAsync(input);
        verb.StandardInput.Close();
        var (output, error) = (verb.StandardOutput.ReadToEndAsync(), verb.StandardError.ReadToEndAsync());
        await verb.WaitForExitAsync();
        if (verb.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {verb.ExitCode}: {await output}{await error}");
    }

    private async Task TellAsync(string handle, object body)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync($"{Sandbox}/_sandbox/{handle}", body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The sandbox answered {(int)answer.StatusCode} to {handle}: {await answer.Content.ReadAsStringAsync()}");
    }
}
