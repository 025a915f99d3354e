using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Home.Trends;

/// <summary>The weekly figures of the accounts that a person sees.</summary>
public sealed class WeekTrends
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private readonly KeptFigures<TrendSnapshot> kept;
    private readonly IAccessGuard guard;
    private readonly VisibleAccounts accounts;

    internal WeekTrends(KeptFigures<TrendSnapshot> kept, IAccessGuard guard, VisibleAccounts accounts) => (this.kept, this.guard, this.accounts) = (kept, guard, accounts);

    /// <returns>A value of null, without a refusal: they are being counted for the first time.</returns>
    public async Task<Answer<TrendView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<TrendView>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToHashSet();
        return new((await kept.LatestAsync(Patience, ct))?.Of(seen), null);
    }
}
