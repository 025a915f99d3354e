using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

/// <summary>What people raised, as findings: as true as the facts' own.</summary>
internal static class RaisedFindings
{
    public static readonly CaseKind[] Kinds = [CaseKind.OrderNotSynced, CaseKind.OrderChanged, CaseKind.PolicyConflict];

    /// <summary>The findings of everything that is still raised. The first who raised a subject says what it is.</summary>
    public static async Task<IReadOnlyList<(int AccountId, long OrderKey, Finding Finding)>> AllAsync(ConsoleContext db, CancellationToken ct)
    {
        var raised = await db.RaisedCases.AsNoTracking().Where(r => r.ArrivedAt == null).OrderBy(r => r.Id).ToListAsync(ct);
        if (raised.Count == 0)
            return [];
        var here = (await WatchArrivals.Here(db).Select(r => r.Id).ToListAsync(ct)).ToHashSet();
        return [.. raised.Where(r => !here.Contains(r.Id)).DistinctBy(r => (r.AccountId, r.Kind, r.SubjectKey)).Select(r => (r.AccountId, r.OrderKey, Of(r)))];
    }

    public static Finding Of(RaisedCase raised) => new()
    {
        Kind = raised.Kind,
        SubjectKey = raised.SubjectKey,
        Severity = FindingSeverity.Normal,
        OrderId = raised.OrderId,
        Sku = raised.Sku,
        Headline = raised.Identifier.Length > 0 ? Clip($"Waited for: {raised.Identifier}", 60) : Clip($"{ExceptionCatalogue.Of(raised.Kind).Name}: {raised.Note}", 60),
        Sentence = raised.Identifier.Length > 0
            ? Clip($"{raised.PersonName} asked for {raised.Identifier} on {Day(raised.At)}; no connected system had told of it. The case closes by itself when it arrives.{(raised.Note.Length > 0 ? $" Note: {raised.Note}" : "")}", 600)
            : Clip($"{raised.PersonName} raised this on {Day(raised.At)}: {raised.Note}", 600),
        Since = raised.At,
    };

    private static string Day(DateTime at) => at.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Clip(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
