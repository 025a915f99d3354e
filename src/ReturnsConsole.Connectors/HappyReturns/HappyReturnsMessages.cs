using System.Globalization;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.HappyReturns;

/// <summary>What Happy Returns is told. Neither call has a key of ours, so neither is ever repeated by itself.</summary>
internal sealed class HappyReturnsMessages(HappyReturnsApi api)
{
    private const int MostRows = 1000;
    private static readonly string[] Conditions = ["damaged", "sellable", "missing", "wrong-item"];

    public Task<SendAnswer> SendAsync(PartnerMessage message, CancellationToken ct) => message switch
    {
        ReturnContentsMessage contents => ContentsAsync(contents, ct),
        ApproveReturnMessage approval => ApproveAsync(approval, ct),
        _ => Task.FromResult(NotTaken),
    };

    public async Task<SendAnswer> AskAsync(PartnerMessage message, CancellationToken ct)
    {
        if (message is ReturnContentsMessage)
            return new SendAnswer(SendResult.Unknown, "Happy Returns offers no way to ask which contents it holds. Sending them again is a person's decision.");
        if (message is not ApproveReturnMessage approval)
            return NotTaken;
        try
        {
            var (_, approved) = await LookAsync(approval, ct);
            return approved
                ? new SendAnswer(SendResult.Accepted, $"Happy Returns shows the return {approval.ExpressCode} as approved.")
                : new SendAnswer(SendResult.Unknown, $"Happy Returns does not show the return {approval.ExpressCode} as approved, but it may follow. Approving again could pay twice: a person looks.");
        }
        catch (PartnerException failed)
        {
            return new SendAnswer(SendResult.Unknown, failed.Message, null, failed.RetryAfter, failed.RequestId);
        }
    }

    private static SendAnswer NotTaken => new(SendResult.Refused, "Happy Returns takes what a bag contained and the approval of a return; this message is neither.");

    private async Task<SendAnswer> ContentsAsync(ReturnContentsMessage message, CancellationToken ct)
    {
        var parts = new List<PartAnswer>();
        for (var from = 0; from < message.Items.Count; from += MostRows)
        {
            var rows = message.Items.Skip(from).Take(MostRows).ToList();
            var name = $"rows {from + 1}–{from + rows.Count}";
            var answer = await OneAsync(rows, ct);
            parts.Add(new PartAnswer(name, answer.Result, answer.Message));
            if (answer.Result == SendResult.Accepted)
                continue;
            // What was sent before stands; the whole is therefore neither done nor undone.
            return from == 0 ? answer : answer with { Result = SendResult.Unknown, Message = $"Taken up to row {from}; {name}: {answer.Message}", Parts = parts };
        }
        return parts.Count == 0
            ? new SendAnswer(SendResult.Refused, "There is nothing in the message.")
            : new SendAnswer(SendResult.Accepted, $"Happy Returns took {message.Items.Count} rows.", Parts: parts.Count > 1 ? parts : null);
    }

    private async Task<SendAnswer> OneAsync(List<ReturnContent> rows, CancellationToken ct)
    {
        try
        {
            await api.PostAsync("return-contents", "return-contents", repeatable: false, w =>
            {
                w.WriteStartArray();
                w.WriteStartObject();
                w.WriteString("happyReturnsRetailerID", api.RetailerId);
                w.WriteStartArray("items");
                foreach (var row in rows)
                {
                    w.WriteStartObject();
                    w.WriteString("happyReturnsItemID", row.ItemId);
                    if (row.BagBarcode is not null)
                        w.WriteString("returnBagBarcode", row.BagBarcode);
                    w.WriteString("checkedInAt", row.CheckedInUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                    if (row.Disposition is not null)
                        w.WriteString("disposition", row.Disposition);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
                w.WriteEndObject();
                w.WriteEndArray();
            }, ct);
            return new SendAnswer(SendResult.Accepted, "Taken.");
        }
        catch (PartnerException failed)
        {
            return JsonAnswers.Outcome(failed);
        }
    }

    private async Task<SendAnswer> ApproveAsync(ApproveReturnMessage message, CancellationToken ct)
    {
        if (message.Items.Count == 0)
            return new SendAnswer(SendResult.Refused, "There is no item to approve.");
        if (message.Items.FirstOrDefault(i => i.Condition is not null && !Conditions.Contains(i.Condition)) is { } odd)
            return new SendAnswer(SendResult.Refused, $"The condition '{odd.Condition}' is not one that Happy Returns knows: {string.Join(", ", Conditions)}.");
        try
        {
            // The express code may belong to another order than the message says, and that one may be Amazon's.
            var (refusal, approved) = await LookAsync(message, ct);
            if (refusal is not null)
                return new SendAnswer(SendResult.Refused, refusal);
            if (approved)
                return new SendAnswer(SendResult.Refused, $"Happy Returns shows the return {message.ExpressCode} as approved already. Nothing was sent: a second approval could pay twice.");
        }
        catch (PartnerException failed)
        {
            return new SendAnswer(failed.IsPassing || failed.Fault is PartnerFault.AccessDenied or PartnerFault.Misconfigured ? SendResult.NotDone : SendResult.Refused, failed.Message, null, failed.RetryAfter, failed.RequestId);
        }
        try
        {
            await api.PostAsync("approve", $"rma/{Uri.EscapeDataString(message.ExpressCode)}/approve", repeatable: false, w =>
            {
                w.WriteStartObject();
                w.WriteStartArray("returning");
                foreach (var item in message.Items)
                {
                    w.WriteStartObject();
                    w.WriteString("happyReturnsItemID", item.ItemId);
                    w.WriteBoolean("approve", item.Approve);
                    if (item.Condition is not null)
                        w.WriteString("condition", item.Condition);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
                w.WriteEndObject();
            }, ct);
            return new SendAnswer(SendResult.Accepted, $"Happy Returns took the approval of the return {message.ExpressCode}.");
        }
        catch (PartnerException failed)
        {
            return JsonAnswers.Outcome(failed);
        }
    }

    /// <summary>Whose return it is and whether it is approved.</summary>
    private async Task<(string? Refusal, bool Approved)> LookAsync(ApproveReturnMessage message, CancellationToken ct)
    {
        if (!HappyReturnsConnector.IsExpressCode(message.ExpressCode))
            return ($"'{Files.Refusals.Show(message.ExpressCode, 40)}' is no express code: eight characters, HR first.", false);
        var wanted = message.Items.Select(i => i.ItemId).ToHashSet(StringComparer.Ordinal);
        var approved = false;
        await foreach (var page in api.FindAsync(message.ExpressCode, ct))
        {
            foreach (var found in page.Each())
            {
                approved |= found.Child("otherEvents").Each().Prepend(found).Any(e => e.TextOf("event") == "return_status_updated" && e.TextOf("typeID")?.StartsWith("approved", StringComparison.OrdinalIgnoreCase) == true);
                foreach (var item in found.Child("items").Each())
                {
                    var order = item.TextOf("orderNumber");
                    if (item.TextOf("happyReturnsItemID") is { } id && wanted.Contains(id) && order == message.Order.Number)
                        wanted.Remove(id);
                    if (order is not null && AmazonOrderIds.LooksLikeOne(order))
                        return ($"The return {message.ExpressCode} holds the Amazon order {Files.Refusals.Show(order, 40)}. Amazon refunds its orders; approving it here would pay the customer a second time.", false);
                }
            }
        }
        return wanted.Count > 0
            ? ($"{wanted.Count} of the items are not in the return {message.ExpressCode} of order {message.Order.Number}, as Happy Returns shows it. Nothing was approved.", false)
            : (null, approved);
    }
}
