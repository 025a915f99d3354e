using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Raises a case about an order or return that was looked up, with a note. It moves no money and changes no fact.</summary>
public sealed class RaiseCase(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, CaseRaising raising, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>What can be raised here: the kinds that CX owns and a person can know of.</summary>
    public static IReadOnlyList<CaseKind> Kinds { get; } = [CaseKind.OrderNotSynced, CaseKind.OrderChanged, CaseKind.PolicyConflict];

    public async Task<Raised> RunAsync(Actor actor, LookupPick about, CaseKind kind, string note, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.CommentOnCases, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), 0);
        var text = (note ?? "").Trim();
        if (text.Length is 0 or > RaisedCase.NoteLength)
            return new(Outcome.Refused(text.Length == 0 ? "Write what is wrong: the note is what others act on." : $"A note has at most {RaisedCase.NoteLength} characters; this one has {text.Length}."), 0);
        if (!Kinds.Contains(kind))
            return new(Outcome.Refused("Choose what it is about."), 0);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var company = await db.Accounts.Where(a => a.Id == about.AccountId).Select(a => (int?)a.CompanyId).SingleOrDefaultAsync(ct);
        var subject = company is { } seen && CaseScope.Sees(companies, seen) ? await SubjectAsync(db, about, ct) : null;
        if (subject is null)
            return new(Outcome.Refused("There is no such order or return that you can see."), 0);
        await using var write = await db.BeginWriteAsync(ct);
        var c = await raising.OpenAsync(db, actor, new RaisedCase
        {
            CompanyId = company!.Value,
            AccountId = about.AccountId,
            Kind = kind,
            SubjectKey = $"{subject.Name}/raised",
            OrderKey = about.OrderKey,
            OrderId = subject.OrderId,
            Sku = subject.Sku,
            Note = text,
            PersonId = actor.UserId,
            PersonName = actor.Name,
            At = clock.GetUtcNow().UtcDateTime,
        }, ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Cases);
        return new(Outcome.Done($"Case {c.Id} is raised: {ExceptionCatalogue.Of(kind).Name.ToLowerInvariant()}."), c.Id);
    }

    /// <summary>By what is stored, not by what the page says.</summary>
    private static async Task<Subject?> SubjectAsync(ConsoleContext db, LookupPick about, CancellationToken ct)
    {
        if (about.OrderKey != OrderKey.None)
        {
            var order = await db.OrderLines.Where(o => o.OrderKey == about.OrderKey && o.AccountId == about.AccountId).Select(o => o.OrderId).FirstOrDefaultAsync(ct)
                ?? await db.ReturnItems.Where(r => r.OrderKey == about.OrderKey && r.AccountId == about.AccountId).Select(r => r.OrderId).FirstOrDefaultAsync(ct)
                ?? await db.RefundSightings.Where(r => r.OrderKey == about.OrderKey && r.AccountId == about.AccountId).Select(r => r.OrderId).FirstOrDefaultAsync(ct)
                ?? await db.GoodsReceipts.Where(g => g.OrderKey == about.OrderKey && g.AccountId == about.AccountId).Select(g => g.OrderId).FirstOrDefaultAsync(ct);
            return order is null ? null : new(order, order, "");
        }
        var item = await db.ReturnItems.Where(r => r.Id == about.ReturnId && r.AccountId == about.AccountId).Select(r => new { r.NaturalKey, r.Sku }).SingleOrDefaultAsync(ct);
        if (item is not null)
            return new(Clip($"return {item.NaturalKey}"), "", item.Sku);
        var goods = await db.GoodsReceipts.Where(g => g.Id == about.ReceiptId && g.AccountId == about.AccountId).Select(g => new { g.NaturalKey, g.Sku }).SingleOrDefaultAsync(ct);
        return goods is null ? null : new(Clip($"goods {goods.NaturalKey}"), "", goods.Sku);
    }

    private static string Clip(string text) => text.Length <= 180 ? text : text[..180];

    private sealed record Subject(string Name, string OrderId, string Sku);
}
