using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Campaigns;

/// <summary>The mistakes that the stock campaign must notice, made of the console's own parts but here only.</summary>
internal static class StockMutants
{
    public const string ResendOnTimeout = "resend-on-timeout";
    public const string MessageOutside = "message-outside";
    public const string DoneTwice = "done-twice";

    public static readonly string[] All = [ResendOnTimeout, MessageOutside, DoneTwice];

    public static void Add(IServiceCollection services, string mutant)
    {
        if (mutant == ResendOnTimeout)
            services.Insert(0, ServiceDescriptor.Singleton<IMessageKeeper>(provider => new Mutants.Resender(provider.GetRequiredService<StockKeeper>(), provider.GetRequiredService<TimeProvider>())));
        if (mutant == DoneTwice)
            services.Insert(0, ServiceDescriptor.Singleton<IMessageKeeper>(provider => new Forgetful(provider.GetRequiredService<StockKeeper>())));
        if (mutant == MessageOutside)
        {
            services.AddSingleton<LateMessages>();
            services.ConfigureDbContext<SqliteConsoleContext>((provider, options) => options.AddInterceptors(provider.GetRequiredService<LateMessages>()));
        }
    }

    /// <summary>The first message of each offer that was done is forgotten and sent once more.</summary>
    private sealed class Forgetful(StockKeeper right) : IMessageKeeper
    {
        private readonly ConcurrentDictionary<string, bool> once = [];

        public bool Keeps(string kind) => right.Keeps(kind);

        public Task<bool> DecidesAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct) => right.DecidesAsync(db, message, ct);

        public Task<PartnerMessage> FillAsync(ConsoleContext db, OutboxMessage message, PartnerMessage what, CancellationToken ct) => Task.FromResult(what);

        public Task<string?> HoldAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct) => Task.FromResult<string?>(null);

        public async Task ApplyAsync(ConsoleContext db, OutboxMessage message, SendAnswer answer, CancellationToken ct)
        {
            if (message.Status == OutboxStatus.Done && message.Kind == "amazon-increase" && once.TryAdd(message.Lane, true))
                (message.Status, message.EndedAt) = (OutboxStatus.Waiting, null);
            else
                await right.ApplyAsync(db, message, answer, ct);
        }
    }

    /// <summary>Messages are written a little later, in a transaction of their own.</summary>
    private sealed class LateMessages(IServiceProvider services) : SaveChangesInterceptor
    {
        private readonly ConcurrentQueue<OutboxMessage> waiting = [];

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var db = eventData.Context!;
            var early = db.ChangeTracker.Entries<OutboxMessage>().Where(e => e.State == EntityState.Added).ToList();
            if (early.Count > 0 && db.ChangeTracker.Entries<StockTold>().Any(e => e.State == EntityState.Added))
            {
                foreach (var entry in early)
                {
                    waiting.Enqueue(entry.Entity);
                    entry.State = EntityState.Detached;
                }
                _ = Task.Run(WriteAsync, CancellationToken.None);
            }
            return base.SavingChangesAsync(eventData, result, cancellationToken);
        }

        private async Task WriteAsync()
        {
            await Task.Delay(400);
            await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
            while (waiting.TryDequeue(out var message))
                db.OutboxMessages.Add(message);
            await db.SaveChangesAsync();
        }
    }
}
