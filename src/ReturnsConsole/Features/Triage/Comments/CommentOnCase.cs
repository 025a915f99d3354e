using System.Globalization;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Notices;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Comments;

/// <summary>Adds a comment to a case's timeline, and tells the people it names.</summary>
public sealed class CommentOnCase(CaseEditing editing, ChangeFeed feed)
{
    public const int MaxLength = 4000;

    public async Task<Outcome> RunAsync(Actor actor, long caseId, int version, string comment, CancellationToken ct)
    {
        var told = 0;
        var outcome = await editing.RunAsync(actor, Permission.CommentOnCases, caseId, version, async (db, c, now) =>
        {
            var text = (comment ?? "").Trim();
            if (text.Length is 0 or > MaxLength)
                return CaseChange.Refused(text.Length == 0 ? "Write something first." : $"A comment has at most {MaxLength} characters; this one has {text.Length}.");
            var named = await CaseReaders.NamedAsync(db, Mentions.NamesIn(text), c.CompanyId, ct);
            if (named.Where(p => !p.SeesCase).Select(p => "@" + p.UserName).ToList() is { Count: > 0 } blind)
                return CaseChange.Refused($"{string.Join(", ", blind)} may not see this case, so nobody was told and the comment was not added. Name somebody else, or leave the @ out.");
            foreach (var person in named.Where(p => p.Id != actor.UserId))
            {
                told++;
                db.Notices.Add(new Notice { UserId = person.Id, At = now, Text = $"{actor.Name} names you in a comment: {ExceptionCatalogue.Of(c.Kind).Name}, {NameOf(c)}.", Link = CaseLinks.ToCase(c.Id) });
            }
            return new(CaseEventKind.Comment, text, "case.commented", told switch { 0 => "Comment added.", 1 => "Comment added; 1 person is told.", _ => $"Comment added; {told} people are told." });
        }, ct);
        if (outcome.Succeeded && told > 0)
            feed.Publish(ChangeTopic.Notices);
        return outcome;
    }

    private static string NameOf(ExceptionCase c) => c.OrderId.Length > 0 ? c.OrderId : c.Sku.Length > 0 ? c.Sku : $"case {c.Id.ToString(CultureInfo.InvariantCulture)}";
}
