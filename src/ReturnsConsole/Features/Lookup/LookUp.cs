using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Which of several hits is meant; part of an address.</summary>
public sealed record LookupPick(int AccountId, long OrderKey, long ReturnId, long ReceiptId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AccountId}.{OrderKey}.{ReturnId}.{ReceiptId}");
}

/// <summary>One of several hits, to choose from.</summary>
public sealed record LookupChoice(LookupPick Pick, string OrderId, string Account, string By);

/// <summary>An open case on the order.</summary>
public sealed record OpenCase(long Id, CaseKind Kind, string Name, string Headline, DateTime DueAt, string AssigneeName, int Version);

public sealed record LookupFound(LookupPick Pick, LookupOrder Order, LookupAnswer Answer, IReadOnlyList<OpenCase> Cases, string By);

/// <summary>What a look-up led to.</summary>
/// <param name="Term">The identifier that was looked for; null when the text holds none.</param>
/// <param name="Found">The one answer.</param>
/// <param name="Choices">Several hits; empty otherwise.</param>
/// <param name="Asked">The systems whose data was looked through.</param>
public sealed record LookupResult(LookupTerm? Term, IReadOnlyList<LookupTerm> Terms, LookupFound? Found, IReadOnlyList<LookupChoice> Choices, IReadOnlyList<AskedSystem> Asked, DateTime AsOf, double Milliseconds)
{
    public bool IsNotFound => Term is not null && Found is null && Choices.Count == 0;
}

/// <summary>Answers "where is it, and where is the money" for an identifier, or a text with one in it.</summary>
public sealed class LookUp(IAccessGuard guard, LookupReading reading, TimeProvider clock)
{
    /// <param name="pick">Of several hits the one that is meant; null: let the person choose.</param>
    /// <param name="zone">In which days are told.</param>
    public async Task<Answer<LookupResult>> RunAsync(Actor actor, string? text, string? pick, TimeZoneInfo zone, CancellationToken ct)
    {
        var since = clock.GetTimestamp();
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<LookupResult>(refusal);
        return Answer.Of(await reading.RunAsync(await guard.CompaniesAsync(actor, ct), text, pick, zone, since, ct));
    }
}

/// <summary>The look-up itself, for people and for help desks: whoever calls has settled what may be seen.</summary>
public sealed class LookupReading(IDbContextFactory<ConsoleContext> contexts, IOptions<ReconciliationSettings> rules, IOptions<LookupSettings> policy, TimeProvider clock)
{
    /// <param name="companies">Null: all.</param>
    internal async Task<LookupResult> RunAsync(IReadOnlySet<int>? companies, string? text, string? pick, TimeZoneInfo zone, long since, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var terms = LookupText.Read(text);
        await using var db = await contexts.CreateDbContextAsync(ct);
        // One connection for all of it: opening one for each question costs more than the question.
        await db.Database.OpenConnectionAsync(ct);
        var accounts = await AccountsAsync(db, companies, ct);
        var asked = await AskedSystems.OfAsync(db, accounts, rules.Value.SilentHours, now, ct);
        LookupResult Result(LookupTerm? term, LookupFound? found, IReadOnlyList<LookupChoice> choices) => new(term, terms, found, choices, asked, now, clock.GetElapsedTime(since).TotalMilliseconds);
        foreach (var term in terms)
        {
            var hits = await LookupSearch.FindAsync(db, term.Value, accounts, ct);
            if (hits.Count == 0)
                continue;
            var chosen = hits.Count == 1 ? hits[0] : hits.FirstOrDefault(h => PickOf(h).ToString() == pick);
            if (chosen is null)
                return Result(term, null, await ChoicesAsync(db, hits, ct));
            var order = await LookupLoading.LoadAsync(db, chosen, rules.Value, now, ct);
            var answer = StatusWords.Of(order, chosen.ReturnId == 0 ? null : chosen.ReturnId, new LookupContext(now, zone, rules.Value, policy.Value));
            return Result(term, new(PickOf(chosen), order, answer, await CasesAsync(db, chosen, ct), chosen.By), []);
        }
        return Result(terms.Count == 0 ? null : terms[0], null, []);
    }

    /// <summary>Null: all accounts.</summary>
    internal static async Task<IReadOnlyList<int>?> AccountsAsync(ConsoleContext db, IReadOnlySet<int>? companies, CancellationToken ct)
    {
        if (companies is null)
            return null;
        var accounts = await db.Accounts.AsNoTracking().Select(a => new { a.Id, a.CompanyId }).ToListAsync(ct);
        return [.. accounts.Where(a => companies.Contains(a.CompanyId)).Select(a => a.Id)];
    }

    private static LookupPick PickOf(LookupHit hit) => new(hit.AccountId, hit.OrderKey, hit.ReturnId, hit.ReceiptId);

    private static async Task<IReadOnlyList<LookupChoice>> ChoicesAsync(ConsoleContext db, IReadOnlyList<LookupHit> hits, CancellationToken ct)
    {
        var names = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        return [.. hits.Select(h => new LookupChoice(PickOf(h), h.OrderId, names.GetValueOrDefault(h.AccountId, ""), h.By))];
    }

    private static async Task<IReadOnlyList<OpenCase>> CasesAsync(ConsoleContext db, LookupHit hit, CancellationToken ct)
    {
        var cases = db.Cases.AsNoTracking().Where(c => c.AccountId == hit.AccountId && (c.Status == CaseStatus.Open || c.Status == CaseStatus.Waiting || c.Status == CaseStatus.AwaitingApproval));
        if (hit.OrderKey != OrderKey.None)
        {
            cases = cases.Where(c => c.OrderKey == hit.OrderKey);
        }
        else
        {
            var key = await db.ReturnItems.Where(r => r.Id == hit.ReturnId).Select(r => r.NaturalKey).SingleOrDefaultAsync(ct);
            var subject = $"return {key}";
            cases = cases.Where(c => c.SubjectKey == subject && c.Kind == CaseKind.MissingOrderKey);
        }
        var rows = await cases.OrderBy(c => c.DueAt).Take(20).Select(c => new { c.Id, c.Kind, c.Headline, c.DueAt, c.AssigneeName, c.Version }).ToListAsync(ct);
        return [.. rows.Select(c => new OpenCase(c.Id, c.Kind, ExceptionCatalogue.Of(c.Kind).Name, c.Headline, c.DueAt, c.AssigneeName, c.Version))];
    }
}
