using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.SigningIn;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Comments;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Demo;

/// <summary>The demo's people take some of the cases and leave notes, as they would on the screen. Nothing is decided: every case stays open.</summary>
internal sealed class DemoWork(IServiceProvider services)
{
    private static readonly (string Name, OwnerRole Owner, int Cases)[] Shares =
        [("carl", OwnerRole.Cx, 0), ("fiona", OwnerRole.Finance, 24), ("wanda", OwnerRole.Warehouse, 12), ("ada", OwnerRole.Admin, 2), ("ada", OwnerRole.Cx, 2)];

    private static readonly (CaseKind Kind, string Text)[] Notes =
    [
        (CaseKind.OrphanedRefund, "Asked the dock to look on the unidentified shelf; nothing under this SKU so far."),
        (CaseKind.OrphanedRefund, "Buyer wrote that the parcel was handed in. Waiting for the drop-off receipt."),
        (CaseKind.DuplicateRefund, "One of these is ours, the other Amazon's. Opened a ticket with seller support to get the second one back."),
        (CaseKind.RefundAmountBreak, "Checked the order: no restocking fee was agreed. Will refund the rest."),
        (CaseKind.RefundAmountBreak, "Somebody granted this by phone? Asking customer service before anything is changed."),
        (CaseKind.RefundDue, "In Manage returns it still says pending. Refunding today."),
        (CaseKind.UnmatchedSettlementLine, "Older than our order reports. Asked for the all-orders report of that quarter."),
        (CaseKind.SettlementBreak, "Downloaded the settlement again, same difference. Seller support case opened."),
        (CaseKind.DarkReturn, "Carrier shows it in transit since last week; inquiry opened."),
        (CaseKind.ReceiptWithoutOrder, "No slip in the box. Photos are in the dock folder."),
        (CaseKind.SkuMismatch, "Really another item, kept aside in cage 4 with photos."),
        (CaseKind.QuantityMismatch, "Counted twice: one piece. The second parcel may still come."),
        (CaseKind.MissingOrderKey, "Found the buyer by the RMA; waiting for a fresh returns report to confirm."),
        (CaseKind.UnmappedReasonCode, "New code since this month. Asked the category team what it means."),
    ];

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (name, owner, cases) in Shares)
        {
            await using var session = await DemoSession.BeginAsync(services, name, ct);
            var me = session.Me;
            var taken = await TakeAsync(me, owner, cases, ct);
            // Whose role takes no cases may still say what they know.
            await CommentAsync(me, cases == 0 ? await OpenAsync(owner, ct) : taken, ct);
        }
    }

    /// <summary>Some of the cases of a role, of every kind in turn.</summary>
    private async Task<List<ExceptionCase>> TakeAsync(Actor me, OwnerRole owner, int count, CancellationToken ct)
    {
        var random = SeededRandom.For(20_26, me.Name);
        var shelves = (await OpenAsync(owner, ct)).GroupBy(c => c.Kind).Select(kind => Shuffled(kind, random)).ToList();
        var mine = new List<ExceptionCase>(count);
        for (var round = 0; mine.Count < count && shelves.Exists(shelf => shelf.Count > round); round++)
            mine.AddRange(shelves.Where(shelf => shelf.Count > round).Select(shelf => shelf[round]).Take(count - mine.Count));

        var assign = services.GetRequiredService<AssignCase>();
        foreach (var c in mine)
        {
            Check(await assign.RunAsync(me, c.Id, c.Version, me.UserId, ct));
            c.Version++;
        }

        return mine;
    }

    /// <summary>Open cases of a role that nobody has, in an order that is the same every time.</summary>
    private async Task<List<ExceptionCase>> OpenAsync(OwnerRole owner, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        var open = await db.Cases.AsNoTracking().Where(c => c.Status == CaseStatus.Open && c.AssigneeId == 0).ToListAsync(ct);
        return [.. open.Where(c => ExceptionCatalogue.Of(c.Kind).Owner == owner).OrderBy(c => c.Kind).ThenBy(c => c.SubjectKey, StringComparer.Ordinal).ThenBy(c => c.AccountId)];
    }

    private async Task CommentAsync(Actor me, List<ExceptionCase> mine, CancellationToken ct)
    {
        var comment = services.GetRequiredService<CommentOnCase>();
        foreach (var notes in Notes.GroupBy(note => note.Kind))
        {
            foreach (var (c, note) in mine.Where(c => c.Kind == notes.Key).Zip(notes))
                Check(await comment.RunAsync(me, c.Id, c.Version, note.Text, ct));
        }
    }

    private static List<ExceptionCase> Shuffled(IEnumerable<ExceptionCase> cases, SeededRandom random)
    {
        var list = cases.ToList();
        random.Shuffle(list);
        return list;
    }

    private static void Check(Outcome outcome)
    {
        if (!outcome.Succeeded)
            throw new InvalidOperationException(outcome.Message);
    }
}
