using System.Globalization;

namespace ReturnsConsole.Features.Lookup;

/// <summary>The answer as plain text for the help desk's ticket.</summary>
public static class TicketText
{
    /// <param name="language">Of the words for the customer; the rest is for colleagues.</param>
    public static string Of(LookupOrder order, LookupAnswer answer, DateTime nowUtc, string language = CustomerLanguages.English)
    {
        List<string> lines =
        [
            order.OrderId.Length > 0 ? $"Order {order.OrderId}{(order.Marketplace.Length > 0 ? $" ({order.Marketplace})" : "")}" : "Return without order id",
            $"{answer.Status}. {answer.Sentence}",
            "",
            .. answer.Rows.Select(row => $"{row.Question}: {row.Text}{(row.By is null ? "" : $" {row.By}")}.{(row.Detail is null ? "" : $" {row.Detail}.")}"),
            "",
            $"To the customer: {answer.ScriptIn(language)}",
            $"May it be returned (estimate): {answer.Eligibility.Verdict}",
            string.Create(CultureInfo.InvariantCulture, $"As of {nowUtc:yyyy-MM-dd HH:mm} UTC"),
        ];
        return string.Join('\n', lines);
    }
}
