using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.People;
using ReturnsConsole.Features.Access.SigningIn;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Access;

/// <summary>The console's own services on a real database and a clock that is moved by hand.</summary>
internal sealed class AccessHouse : IDisposable
{
    public const string Password = "tall-grass-river-9";

    private readonly TestDatabase database = new();
    private readonly IHost host;

    public AccessHouse(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = database.Folder, DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)).Append(KeyValuePair.Create("Storage:Folder", (string?)database.Folder)));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddLogging();
        builder.Services.AddReturnsConsole(builder.Configuration);
        // Strong hashes are slow on purpose; these tests are not about them.
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
        host = builder.Build();
    }

    public FakeClock Clock { get; } = new();

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public ConsoleContext Open() => Get<IDbContextFactory<ConsoleContext>>().CreateDbContext();

    public async Task<ConsoleUser> AddAsync(string name, Role role, bool allCompanies = true)
    {
        var made = await Get<CreateUser>().RunAsync(Actor.Terminal, new NewUser(name, name, role, allCompanies, [], Password), CancellationToken.None);
        Assert.True(made.Outcome.Succeeded, made.Outcome.Message);
        return await UserAsync(name);
    }

    public async Task<ConsoleUser> UserAsync(string name)
    {
        await using var db = Open();
        return await db.Users.AsNoTracking().SingleAsync(u => u.UserName == name);
    }

    public async Task<Actor> SignInAsync(string name, string password = Password)
    {
        var result = await Get<SignIn>().RunAsync(name, password, "test", null, CancellationToken.None);
        Assert.NotNull(result.User);
        return new Actor(result.User.Id, result.User.DisplayName, result.SessionId);
    }

    public async Task<Actor> PersonAsync(string name, Role role)
    {
        await AddAsync(name, role);
        return await SignInAsync(name);
    }

    public Task<string?> RefusalAsync(Actor actor, Permission permission) => Get<IAccessGuard>().RefusalAsync(actor, permission, CancellationToken.None);

    public async Task<List<AuditEntry>> TrailAsync()
    {
        await using var db = Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(e => e.Id).ToListAsync();
    }

    public void Dispose()
    {
        host.Dispose();
        database.Dispose();
    }
}
