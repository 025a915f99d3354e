using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>In which language a person talks to customers. Nobody else's business, so not audited.</summary>
public sealed class CustomerLanguages(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const string English = "";
    public const string German = "de";

    /// <summary>Languages there are words in, and how each calls itself.</summary>
    public static IReadOnlyList<(string Language, string Name)> All { get; } = [(English, "English"), (German, "Deutsch")];

    public async Task<string> OfAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is not null)
            return English;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.CustomerLanguage).SingleOrDefaultAsync(ct) ?? English;
    }

    public async Task<Outcome> ChooseAsync(Actor actor, string language, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (!All.Any(l => l.Language == language))
            return Outcome.Refused("There are no words for customers in this language.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Users.Where(u => u.Id == actor.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.CustomerLanguage, language), ct);
        return Outcome.Done("Saved.");
    }
}
