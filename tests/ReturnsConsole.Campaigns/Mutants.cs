using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Campaigns;

/// <summary>
/// The mistakes that the campaign must notice, made of the console's own parts but here only: nothing in the product can be switched to them.
/// </summary>
internal static class Mutants
{
    public const string None = "none";
    public const string UniqueKeyDropped = "unique-key-dropped";
    public const string ResendOnTimeout = "resend-on-timeout";
    public const string CapBeforeLock = "cap-before-lock";
    public const string AuditOutside = "audit-outside";

    public static readonly string[] All = [UniqueKeyDropped, ResendOnTimeout, CapBeforeLock, AuditOutside];

    public static void Add(IServiceCollection services, string mutant)
    {
        if (mutant == ResendOnTimeout)
            services.Insert(0, ServiceDescriptor.Singleton<IMessageKeeper>(provider => new Resender(provider.GetRequiredService<BatchKeeper>(), provider.GetRequiredService<TimeProvider>())));
        if (mutant == AuditOutside)
        {
            services.AddSingleton<LateAudit>();
            services.ConfigureDbContext<SqliteConsoleContext>((provider, options) => options.AddInterceptors(provider.GetRequiredService<LateAudit>()));
        }
    }

    /// <summary>Once, on the database.</summary>
    public static async Task PrepareAsync(ConsoleContext db, string mutant)
    {
        if (mutant != UniqueKeyDropped)
            return;
        await db.Database.ExecuteSqlRawAsync("DROP INDEX UX_RefundRequests_Wish");
        await db.Database.ExecuteSqlRawAsync("DROP INDEX UX_RefundRequests_Key");
    }

    public static Task<RefundAsked> AskAsync(IServiceProvider services, string mutant, Actor actor, RefundWish wish, CancellationToken ct) =>
        mutant is UniqueKeyDropped or CapBeforeLock ? AskWronglyAsync(services, mutant, actor, wish, ct) : services.GetRequiredService<RequestRefund>().RunAsync(actor, wish, ct);

    private static async Task<RefundAsked> AskWronglyAsync(IServiceProvider services, string mutant, Actor actor, RefundWish wish, CancellationToken ct)
    {
        var settings = services.GetRequiredService<IOptions<ReconciliationSettings>>().Value;
        var contexts = services.GetRequiredService<IDbContextFactory<ConsoleContext>>();
        var order = new OrderOf(wish.AccountId, wish.OrderId);
        GuardAnswer? early = null;
        if (mutant == CapBeforeLock)
        {
            await using var before = await contexts.CreateDbContextAsync(ct);
            early = Judge((await MoneyLoading.LoadAsync(before, [order], settings, ct))[order], wish, settings);
            await Task.Delay(30, ct);
        }
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var money = (await MoneyLoading.LoadAsync(db, [order], settings, ct))[order];
        var answer = early ?? Judge(money, wish, settings);
        if (answer.Decision == GuardDecision.Refused || money.LineOf(wish.OrderItemId) is not { } line)
            return new(Outcome.Refused("refused"), Guard: answer);
        var books = new RefundBooks(db, services.GetRequiredService<AuditTrail>(), services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var reservation = await books.ReserveAsync(money, wish.OrderItemId, line.Currency, ct);
        var numbered = mutant == CapBeforeLock ? wish with { Sequence = RefundIntake.Next(money, wish.OrderItemId, 0, InstructionKind.Refund) } : wish;
        var request = RefundIntake.Make(books.Now, actor, numbered, money, line, reservation, answer, RefundAskedBy.Person);
        books.Add(actor, request, reservation);
        await books.SaveAsync(ct);
        await write.CommitAsync(ct);
        return new(Outcome.Done("asked"), request.Id, request.State);
    }

    private static GuardAnswer Judge(OrderMoney money, RefundWish wish, ReconciliationSettings settings) => money.LineOf(wish.OrderItemId) is { } line
        ? RefundGuard.Decide(money.FactsOf(wish.OrderItemId), new GuardWish(wish.Amounts, wish.Currency), RefundIntake.SettingsOf(ConsoleNode.Policy, settings, line))
        : new(GuardDecision.Refused, [], 0, 0, ["no line"]);

    /// <summary>What nobody knows is simply sent once more.</summary>
    internal sealed class Resender(IMessageKeeper right, TimeProvider clock) : IMessageKeeper
    {
        public bool Keeps(string kind) => right.Keeps(kind);

        public Task<PartnerMessage> FillAsync(ConsoleContext db, OutboxMessage message, PartnerMessage what, CancellationToken ct) => right.FillAsync(db, message, what, ct);

        public Task<string?> HoldAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct) => Task.FromResult<string?>(null);

        public async Task ApplyAsync(ConsoleContext db, OutboxMessage message, SendAnswer answer, CancellationToken ct)
        {
            if (message.Status == OutboxStatus.Unknown)
                (message.Status, message.NextAt, message.Reference) = (OutboxStatus.Waiting, clock.GetUtcNow().UtcDateTime, "");
            else
                await right.ApplyAsync(db, message, answer, ct);
        }
    }

    /// <summary>Entries about refunds are written a little later, in a transaction of their own.</summary>
    private sealed class LateAudit(TimeProvider clock, IServiceProvider services) : SaveChangesInterceptor
    {
        private readonly ConcurrentQueue<AuditRecord> waiting = [];

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var late = eventData.Context!.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added && e.Entity.SubjectKind == "refund").OrderBy(e => e.Entity.Id).ToList();
            foreach (var entry in late.Where(e => e.Entity.ActorName != nameof(LateAudit)))
            {
                var e = entry.Entity;
                waiting.Enqueue(new AuditRecord(Actor.System with { Name = nameof(LateAudit) }, e.Action, e.SubjectKind, e.SubjectId, e.Before, e.After, e.Why));
                entry.State = EntityState.Detached;
            }
            if (late.Exists(e => e.State == EntityState.Detached))
                _ = Task.Run(() => WriteAsync(), CancellationToken.None);
            return base.SavingChangesAsync(eventData, result, cancellationToken);
        }

        private async Task WriteAsync()
        {
            await Task.Delay(400);
            var records = new List<AuditRecord>();
            while (waiting.TryDequeue(out var record))
                records.Add(record);
            if (records.Count == 0)
                return;
            await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await new AuditTrail(clock).AppendAsync(db, records, CancellationToken.None);
            await db.SaveChangesAsync();
            await write.CommitAsync();
        }
    }
}
