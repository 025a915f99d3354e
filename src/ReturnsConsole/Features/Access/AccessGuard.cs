namespace ReturnsConsole.Features.Access;

/// <summary>The check that counts: role and session as they are now, on every command. Refusals go into the audit trail.</summary>
public sealed class AccessGuard(AccessState state, SessionActivity activity, Refusals refusals) : IAccessGuard
{
    public async Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct)
    {
        var refusal = await WhyNotAsync(actor, permission, ct);
        if (refusal is not null)
            refusals.Record(actor, permission, refusal);
        else if (actor.SessionId is { } session)
            activity.Touch(session);
        return refusal;
    }

    public async Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct)
    {
        if (actor.IsSystem)
            return null;
        if (await StandingAsync(actor, ct) is not { Over: null } standing)
            return new HashSet<int>();
        return standing.AllCompanies ? null : standing.Companies;
    }

    /// <summary>The same answer without a trace, for deciding what to show.</summary>
    public async Task<string?> WhyNotAsync(Actor actor, Permission permission, CancellationToken ct)
    {
        if (actor.IsSystem)
            return null;
        var standing = await StandingAsync(actor, ct);
        if (standing is null)
            return "You are not signed in.";
        if (standing.Over is not null)
            return standing.Over;
        if (standing.MustChangePassword)
            return "Choose your own password first (Me, Change password).";
        return RolePermissions.Allows(standing.Role, permission) ? null
            : $"The role {RolePermissions.WordsOf(standing.Role)} may not {RolePermissions.WordsOf(permission)}. Ask an administrator.";
    }

    /// <summary>Null when the actor names no session or somebody else's.</summary>
    public async Task<SessionStanding?> StandingAsync(Actor actor, CancellationToken ct)
    {
        if (actor.SessionId is not { } session)
            return null;
        var standing = await state.OfAsync(session, ct);
        return standing.UserId == actor.UserId || standing.Over is not null ? standing : null;
    }
}
