using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Audit;

/// <param name="ActorId">0: system and terminal; -1: nobody signed in.</param>
/// <param name="Action">Exact ("user.role-changed") or a whole group with a dot at its end ("user.").</param>
/// <param name="From">UTC, inclusive.</param>
/// <param name="To">UTC, exclusive.</param>
/// <param name="Text">Anywhere in subject, before, after or reason.</param>
public sealed record AuditFilter(int? ActorId = null, string? Action = null, string? SubjectKind = null, string? SubjectId = null, DateTime? From = null, DateTime? To = null, string? Text = null)
{
    internal IQueryable<AuditEntry> Apply(ConsoleContext db, IQueryable<AuditEntry> entries)
    {
        if (ActorId is { } actor)
            entries = entries.Where(e => e.ActorId == actor);
        if (Action is ['.', ..] or [.., '.'])
            entries = entries.Where(e => e.Action.StartsWith(Action));
        else if (!string.IsNullOrEmpty(Action))
            entries = entries.Where(e => e.Action == Action);
        if (!string.IsNullOrEmpty(SubjectKind))
            entries = entries.Where(e => e.SubjectKind == SubjectKind);
        if (!string.IsNullOrEmpty(SubjectId))
            entries = entries.Where(e => e.SubjectId == SubjectId);
        if (From is { } from)
            entries = entries.Where(e => e.At >= from);
        if (To is { } to)
            entries = entries.Where(e => e.At < to);
        if (!string.IsNullOrEmpty(Text))
            entries = entries.Where(e => e.SubjectId.Contains(Text) || e.Why!.Contains(Text) || e.After!.Contains(Text) || e.Before!.Contains(Text));
        return entries;
    }
}
