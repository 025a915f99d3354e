using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Sync.Outbox;
using Xunit;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The real console beside the partner sandbox, both as their own processes. Nothing runs by itself, so that a journey decides what happens; two partners stand in the configuration.</summary>
public sealed class PartnersFixture : EmptyFixture
{
    private ConsoleProcess sandbox = null!;

    /// <summary>Where the sandbox answers, without a slash at the end.</summary>
    public string Sandbox => sandbox.Address.ToString().TrimEnd('/');

    protected override string[] Arguments =>
    [
        "--Sync:Enabled=false",
        "--Partners:0:Kind=Commercetools", "--Partners:0:Name=Shop", $"--Partners:0:BaseUrl={Sandbox}/commercetools", $"--Partners:0:TokenUrl={Sandbox}/commercetools/oauth/token",
        "--Partners:0:ProjectKey=sandbox-shop", "--Partners:0:ClientId=sandbox-ct-client", "--Partners:0:ClientSecret=sandbox-ct-secret", "--Partners:0:CallsPerSecond=500",
        "--Partners:1:Kind=HappyReturns", "--Partners:1:Name=Bars", "--Partners:1:Account=Shop", $"--Partners:1:BaseUrl={Sandbox}/happy-returns",
        "--Partners:1:ApiKey=sandbox-hr-key", "--Partners:1:RetailerId=sandbox-retailer", "--Partners:1:CallsPerSecond=100",
    ];

    public override async Task InitializeAsync()
    {
        sandbox = await ConsoleProcess.StartAsync(Paths.Program("ReturnsConsole.PartnerSandbox"), Path.GetTempPath(), "--seed", "7", "--speed", "0");
        await TellAsync("clock", new { now = DateTime.UtcNow });
        await TellAsync("scenarios", new { name = "month", orders = 150, seed = 7 });
        await TellAsync("scenarios", new { name = "unmapped reason", start = DateTime.UtcNow.AddDays(-20), account = "uk" });
        await TellAsync("clock", new { advance = "PT1H" });
        await base.InitializeAsync();
        await WriteMessagesAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    /// <summary>Messages as decisions leave them, in every state that a person may meet.</summary>
    private async Task WriteMessagesAsync()
    {
        await using var db = new SqliteConsoleContext(new DbContextOptionsBuilder<SqliteConsoleContext>().UseSqlite($"Data Source={Path.Combine(Folder, "returns.db")};Pooling=False").Options);
        var shop = await db.Partners.SingleAsync(p => p.Name == "Shop");
        (OutboxStatus Status, string Key, string Subject, string Said)[] messages =
        [
            (OutboxStatus.Waiting, "stock-1", "SKU BOOT-42-BLK, 1 piece", ""),
            (OutboxStatus.Pending, "stock-2", "SKU PARKA-M-NVY, 1 piece", "The shop has it and takes its time."),
            (OutboxStatus.Done, "stock-3", "SKU LAMP-DESK-02, 3 pieces", "The stock of the shop is raised."),
            (OutboxStatus.Refused, "stock-4", "SKU KETTLE-17, 1 piece", "Shop: there is no stock entry for KETTLE-17 without a channel."),
            (OutboxStatus.Unknown, "stock-5", "order 302-7716540-9923461, SKU PARKA-M-NVY, 1 piece", "Shop: the connection broke while the answer was awaited. The partner is asked whether it arrived."),
            (OutboxStatus.GaveUp, "stock-6", "SKU JEAN-32-IND, 2 pieces", "Shop: nothing answers at the address. Tried 8 times."),
        ];
        foreach (var (status, key, subject, said) in messages)
        {
            db.OutboxMessages.Add(new OutboxMessage
            {
                PartnerId = shop.Id,
                Kind = "commercetools-stock",
                Key = key,
                Body = """{"Sku":"PARKA-M-NVY","Quantity":1,"SupplyChannelKey":null}""",
                Subject = subject,
                CreatedAt = shop.CreatedAt,
                CreatedBy = "Wanda Hale",
                Status = status,
                Attempts = status switch { OutboxStatus.Waiting => 0, OutboxStatus.GaveUp => 8, _ => 1 },
                NextAt = shop.CreatedAt.AddHours(1),
                SentAt = status == OutboxStatus.Waiting ? null : shop.CreatedAt.AddMinutes(1),
                EndedAt = status is OutboxStatus.Done or OutboxStatus.Refused or OutboxStatus.GaveUp ? shop.CreatedAt.AddMinutes(1) : null,
                Message = said,
                RequestId = status is OutboxStatus.Refused or OutboxStatus.Unknown ? "5b7e-44c1-req" : "",
            });
        }
        await db.SaveChangesAsync();
    }

    private async Task TellAsync(string handle, object body)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync($"{Sandbox}/_sandbox/{handle}", body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The sandbox answered {(int)answer.StatusCode} to {handle}: {await answer.Content.ReadAsStringAsync()}");
    }
}

[CollectionDefinition("partners")]
public sealed class PartnersJourneys : ICollectionFixture<PartnersFixture>;
