using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Data;
using ReturnsConsole.Demo;
using ReturnsConsole.Demo.Month;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Demo;

/// <summary>The console as the demo fills it, at an hour of the day the month is made for.</summary>
internal sealed class FilledConsole : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly IHost host;

    private FilledConsole(DateTime now)
    {
        Clock = new FakeClock(now);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = database.Folder });
        builder.Configuration.AddInMemoryCollection([new("Storage:Folder", database.Folder), new("Database:Provider", "Sqlite")]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
        builder.Services.AddReturnsConsole(builder.Configuration);
        host = builder.Build();
    }

    public FakeClock Clock { get; }

    public DemoManifest Month { get; private set; } = null!;

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public static async Task<FilledConsole> AtAsync(DateTime now)
    {
        var console = new FilledConsole(now);
        Assert.Null(await console.Get<DatabaseStart>().PrepareAsync(default));
        console.Month = await new DemoData(console.host.Services, TextWriter.Null).FillAsync(DateOnly.FromDateTime(now), default);
        return console;
    }

    public ConsoleContext Open() => Get<IDbContextFactory<ConsoleContext>>().CreateDbContext();

    public async Task<List<ExceptionCase>> OpenCasesAsync()
    {
        await using var db = Open();
        return await db.Cases.AsNoTracking().Where(c => c.Status == CaseStatus.Open).ToListAsync();
    }

    public void Dispose()
    {
        host.Dispose();
        database.Dispose();
    }
}
