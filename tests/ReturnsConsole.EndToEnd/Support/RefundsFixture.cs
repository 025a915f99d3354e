using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Sync.Outbox;
using Xunit;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>
/// The real console beside the partner sandbox as one Amazon seller, its jobs in a rhythm of seconds. At Amazon a minute passes in a second, and it stands two and a
/// half days behind, so that its late finance data is there when time has passed.
/// </summary>
public sealed class RefundsFixture : EmptyFixture
{
    private const int Orders = 8;

    private static readonly string Program = Paths.Program("ReturnsConsole");
    private readonly Queue<string> orders = [];
    private ConsoleProcess sandbox = null!;
    private string colleague = "";

    protected override string[] Arguments => ["--Sync:Every=00:00:15", .. Partner];

    private string Sandbox => sandbox.Address.ToString().TrimEnd('/');

    private string[] Partner =>
    [
        "--Partners:0:Kind=AmazonSeller", "--Partners:0:Name=Seller US", "--Partners:0:Account=Web shop US", $"--Partners:0:BaseUrl={Sandbox}/amazon", $"--Partners:0:TokenUrl={Sandbox}/amazon/auth/o2/token",
        "--Partners:0:ClientId=sandbox-client", "--Partners:0:ClientSecret=sandbox-secret", "--Partners:0:RefreshToken=Atzr|us", "--Partners:0:SellerId=A1SANDBOXUS001", "--Partners:0:MarketplaceIds=ATVPDKIKX0DER",
    ];

    public override async Task InitializeAsync()
    {
        var behind = DateTime.UtcNow.AddDays(-2.5);
        sandbox = await ConsoleProcess.StartAsync(Paths.Program("ReturnsConsole.PartnerSandbox"), Path.GetTempPath(), "--seed", "7", "--speed", "60", "--now", behind.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        await TellAsync("scenarios", new { name = "plain order", orders = Orders, start = behind.AddDays(-12) });
        await TellAsync("clock", new { advance = "PT1H" });
        await base.InitializeAsync();
        await VerbAsync(Password, "user", "add", "fiona", "--role", "Finance", "--display-name", "Fiona Nolan", "--password-stdin");
        await using (var first = await ConsolePage.OpenAsync(Browser, Console.Address))
        {
            await first.SignInAsync("fiona", Password);
            colleague = await first.StorageStateAsync();
        }
        await OrdersAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    /// <summary>A shipped order that no other journey touches.</summary>
    public string NextOrder()
    {
        lock (orders)
            return orders.Dequeue();
    }

    /// <summary>Fiona of finance, beside the administrator.</summary>
    public Task<ConsolePage> FionaAsync(bool dark = false, int width = 1440) => ConsolePage.OpenAsync(Browser, Console.Address, dark, width, colleague);

    /// <summary>Time passes at Amazon, and what the console would do at a later moment is due now.</summary>
    public async Task PassAsync(string duration)
    {
        await TellAsync("clock", new { advance = duration });
        await using var db = Open();
        await db.OutboxMessages.Where(m => m.Status != OutboxStatus.Done && m.Status != OutboxStatus.Refused).ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAt, DateTime.UtcNow.AddHours(-1)));
    }

    /// <summary>Amazon takes the next feed and does not answer.</summary>
    public Task LoseNextAnswerAsync() => TellAsync("faults", new { partner = "amazon", operation = "createFeed", kind = "dropAfterAccept", count = 1 });

    private async Task OrdersAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var found = new List<string>();
        while (found.Count < Orders && await look.WaitForNextTickAsync(patience.Token))
        {
            await using var db = Open();
            found = await db.OrderLines.Where(l => l.OrderItemId != "").OrderBy(l => l.Id).Select(l => l.OrderId).Distinct().ToListAsync(patience.Token);
        }
        found.ForEach(orders.Enqueue);
    }

    private SqliteConsoleContext Open() => new(new DbContextOptionsBuilder<SqliteConsoleContext>().UseSqlite($"Data Source={Path.Combine(Folder, "returns.db")};Pooling=False").Options);

    private async Task VerbAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetDirectoryName(Program)! };
        foreach (var argument in (string[])[Program, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["Storage__Folder"] = Folder;
        foreach (var setting in Partner)
            start.Environment[setting.Split('=', 2)[0][2..].Replace(":", "__", StringComparison.Ordinal)] = setting.Split('=', 2)[1];
        using var verb = Process.Start(start)!;
        await verb.StandardInput.WriteLineAsync(input);
        verb.StandardInput.Close();
        var (output, error) = (verb.StandardOutput.ReadToEndAsync(), verb.StandardError.ReadToEndAsync());
        await verb.WaitForExitAsync();
        if (verb.ExitCode > 1)
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
