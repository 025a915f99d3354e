using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Receiving;

internal static class Gradings
{
    public static async Task<string> WhoCameFirstAsync(ConsoleContext db, long receiptId, CancellationToken ct)
    {
        var last = await db.ItemGradings.AsNoTracking().Where(g => g.ReceiptId == receiptId).OrderByDescending(g => g.Id).FirstOrDefaultAsync(ct);
        return last is null
            ? "These goods changed while they were open here. They have been read again: look before you repeat."
            : $"{last.ActorName} was first: {ReceivingWords.Of(last.Grade, last.Disposition)}. Nothing was written; correct it if that is wrong.";
    }

    public static string WordsOf(ItemGrading g) => g.Kind == GradingKind.Undone
        ? $"Taken back. {ReceivingWords.Sku(g.Sku)} is {ReceivingWords.Of(g.Grade, g.Disposition)} again."
        : $"{ReceivingWords.Pieces(g.Quantity)} of {ReceivingWords.Sku(g.Sku)}: {ReceivingWords.Of(g.Grade, g.Disposition)}{(g.Kind == GradingKind.Corrected ? $" (was {ReceivingWords.Of(g.GradeBefore, g.DispositionBefore)})" : "")}.";
}
