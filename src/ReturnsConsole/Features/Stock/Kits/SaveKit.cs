using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>A recipe as somebody wants it.</summary>
/// <param name="Id">0: a new one.</param>
/// <param name="Version">Of the recipe that the person saw; 0 for a new one.</param>
/// <param name="Lines">None: from that day on it is no kit any more.</param>
public sealed record KitWish(int Id, int Version, KitKey Key, IReadOnlyList<KitLine> Lines);

/// <summary>Adds a recipe or changes one.</summary>
public sealed class SaveKit(KitEditing editing)
{
    public Task<Outcome> RunAsync(Actor actor, KitWish wish, CancellationToken ct) => editing.RunAsync(actor, wish.Id == 0 ? "kit.added" : "kit.changed", (table, seen) =>
    {
        if (!seen.ContainsKey(wish.Key.AccountId))
            return Outcome.Forbidden("You do not see this account.");
        if (wish.Id == 0 && table.Recipes.ContainsKey(wish.Key))
            return Outcome.Refused($"There is a recipe of {wish.Key.Sku} from {wish.Key.From:yyyy-MM-dd} already. Change that one, or choose another day.");
        if (wish.Id != 0)
        {
            var there = table.Recipes.Values.FirstOrDefault(r => r.Id == wish.Id);
            if (there is null || there.Version != wish.Version)
                return Outcome.Conflict(there is null ? "Somebody deleted this recipe meanwhile." : $"{there.ChangedByName} changed this recipe meanwhile. Look at it again.");
            if (KitTable.KeyOf(there) is var key && key != wish.Key)
            {
                if (key.AccountId != wish.Key.AccountId || key.Sku != wish.Key.Sku)
                    return Outcome.Refused("A recipe stays with its account and its kit. Add another one instead.");
                if (table.Recipes.ContainsKey(wish.Key))
                    return Outcome.Refused($"There is a recipe of {wish.Key.Sku} from {wish.Key.From:yyyy-MM-dd} already.");
                table.Drop(there);
            }
        }
        if (table.FaultOf(wish.Key, wish.Lines) is { } fault)
            return Outcome.Refused(fault.ToString());
        return table.Put(wish.Key, wish.Lines) || table.Changes.Count > 0
            ? Outcome.Done($"{wish.Key.Sku} from {wish.Key.From:yyyy-MM-dd}: {KitTable.Say(wish.Lines)}.") : Outcome.Done("Nothing changed.");
    }, ct);
}

/// <summary>Takes a recipe out of the table, as if it had never been there.</summary>
public sealed class DeleteKit(KitEditing editing)
{
    public Task<Outcome> RunAsync(Actor actor, int id, int version, CancellationToken ct) => editing.RunAsync(actor, "kit.deleted", (table, _) =>
    {
        if (table.Recipes.Values.FirstOrDefault(r => r.Id == id) is not { } there)
            return Outcome.Conflict("There is no such recipe any more.");
        if (there.Version != version)
            return Outcome.Conflict($"{there.ChangedByName} changed this recipe meanwhile. Look at it again.");
        table.Drop(there);
        return Outcome.Done($"The recipe of {there.KitSku} from {there.ValidFrom:yyyy-MM-dd} is deleted.");
    }, ct);
}
