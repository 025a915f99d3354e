using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Audit;

/// <summary>The chain's state for a person: the last report, or a new one.</summary>
public sealed class VerifyAudit(AuditChain chain, IAccessGuard guard)
{
    /// <param name="anew">False: what is known, which may be nothing yet.</param>
    public async Task<AuditChainReport?> RunAsync(Actor actor, bool anew, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewAudit, ct) is not null)
            return null;
        return anew ? await chain.VerifyAsync(ct) : chain.Last;
    }
}
