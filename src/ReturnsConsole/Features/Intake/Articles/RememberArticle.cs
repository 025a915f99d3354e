using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Articles;

/// <summary>Keeps which SKU an article's barcode stands for, in each account that sells the SKU. Who says otherwise later, says so for all scans from then on.</summary>
public sealed class RememberArticle(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, AuditTrail audit, ChangeFeed feed, TimeProvider clock)
{
    private const int MaxSku = 100;

    public async Task<Outcome> RunAsync(Actor actor, string barcode, string sku, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AuthorizePostHoc, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (Gtin.Of((barcode ?? "").Trim()) is not { } code)
            return Outcome.Refused("That is no article's barcode: it has 8, 12, 13 or 14 digits, and the last one must prove the others.");
        var text = (sku ?? "").Trim();
        if (text.Length is 0 or > MaxSku || IdentifierText.Key(text) is not { Length: > 0 } key)
            return Outcome.Refused("Scan or type the SKU.");
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var sellers = await db.ParcelIdentifiers.AsNoTracking().Where(i => i.Value == key && i.Kind == IdentifierKind.Sku && seen.Contains(i.AccountId)).Select(i => i.AccountId).Distinct().ToListAsync(ct);
        if (sellers.Count == 0)
            return Outcome.Refused($"No order or return has the SKU {text}. Look at the article or its shelf label again.");
        var known = await db.ArticleCodes.Where(a => a.Code == code && sellers.Contains(a.AccountId)).ToDictionaryAsync(a => a.AccountId, ct);
        var before = known.Values.Select(a => a.Sku).FirstOrDefault(s => !string.Equals(s, text, StringComparison.OrdinalIgnoreCase));
        foreach (var account in sellers)
        {
            if (known.TryGetValue(account, out var there))
                (there.Sku, there.At, there.ActorId, there.ActorName) = (text, clock.GetUtcNow().UtcDateTime, actor.UserId, actor.Name);
            else
                db.ArticleCodes.Add(new ArticleCode { Code = code, AccountId = account, Sku = text, At = clock.GetUtcNow().UtcDateTime, ActorId = actor.UserId, ActorName = actor.Name });
        }
        await audit.AppendAsync(db, new AuditRecord(actor, "intake.article-learned", "article", code, Before: before is null ? null : JsonSerializer.Serialize(new { sku = before }), After: JsonSerializer.Serialize(new { sku = text })), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Intake);
        return Outcome.Done($"Remembered: {(barcode ?? "").Trim()} is {text}.");
    }
}
