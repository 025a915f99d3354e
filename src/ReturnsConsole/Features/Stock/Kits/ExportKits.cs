using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Components;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>The kit table in the form in which it can be brought back.</summary>
public sealed class ExportKits(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts)
{
    public async Task<Answer<ExportTable>> RunAsync(Actor actor, CancellationToken ct)
    {
        foreach (var permission in (Permission[])[Permission.ViewFacts, Permission.Export])
        {
            if (await guard.RefusalAsync(actor, permission, ct) is { } refusal)
                return Answer.Refused<ExportTable>(refusal);
        }
        return Answer.Of(new ExportTable("Kits", KitColumns.All, RowsAsync((await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name), ct)));
    }

    private async IAsyncEnumerable<IReadOnlyList<ExportCell>> RowsAsync(Dictionary<int, string> seen, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = seen.Keys.ToList();
        foreach (var recipe in await db.KitRecipes.AsNoTracking().Include(r => r.Components).Where(r => ids.Contains(r.AccountId)).OrderBy(r => r.AccountId).ThenBy(r => r.KitSku).ThenBy(r => r.ValidFrom).ToListAsync(ct))
        {
            var day = recipe.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            foreach (var c in recipe.Components.OrderBy(c => c.Sku, StringComparer.Ordinal))
                yield return [ExportCell.Of(seen[recipe.AccountId]), ExportCell.Of(recipe.KitSku), ExportCell.Of(c.Sku), ExportCell.Of(c.Pieces), ExportCell.Of(day)];
            if (recipe.Components.Count == 0)
                yield return [ExportCell.Of(seen[recipe.AccountId]), ExportCell.Of(recipe.KitSku), ExportCell.Of(""), ExportCell.Of(0), ExportCell.Of(day)];
        }
    }
}

internal static class KitEndpoints
{
    public const string ExportPath = "/stock/kits/export";

    public static void MapKits(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(ExportPath, [Needs(Permission.ViewFacts)] async (HttpContext http, ExportKits export, TimeProvider clock) =>
        {
            var answer = await export.RunAsync(http.User.ToActor(), http.RequestAborted);
            if (answer.Value is not { } table)
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await PlainPage.WriteAsync(http, "Nothing to export", answer.Refusal ?? "");
                return;
            }
            using var file = new MemoryStream();
            await CsvExport.WriteAsync(table, file, http.RequestAborted);
            await Results.File(file.ToArray(), "text/csv; charset=utf-8", $"kits-{clock.GetUtcNow():yyyyMMdd}.csv").ExecuteAsync(http);
        });
}
