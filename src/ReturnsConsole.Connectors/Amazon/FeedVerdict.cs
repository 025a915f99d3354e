using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Turns a processing report into a result for each message. Where its numbers do not add up, nothing is known of any.</summary>
internal static class FeedVerdict
{
    public static SendAnswer Of(FeedMessage feed, string id, ProcessingReport report)
    {
        var sent = feed.MessageKeys.Count;
        var errors = report.Results.Where(r => r.IsError).ToList();
        if (errors.FirstOrDefault(e => e.MessageId == 0) is { } whole)
        {
            return report.Successful is null or 0
                ? All(feed, id, SendResult.Refused, $"Amazon refused the whole feed {id}: {Say(whole)}")
                : All(feed, id, SendResult.Unknown, $"Amazon refused the whole feed {id} ({Say(whole)}), yet counts {report.Successful} as done: nothing is certain.");
        }

        var failed = errors.Select(e => e.MessageId).Distinct().ToList();
        if (Contradiction(report, sent, failed) is { } contradiction)
            return All(feed, id, SendResult.Unknown, $"The processing report of feed {id} does not add up: {contradiction}. What was done is not known.");

        var parts = feed.MessageKeys.Select((key, at) => Part(key, at + 1, report.Results)).ToList();
        var refused = parts.Count(p => p.Result == SendResult.Refused);
        var unknown = parts.Count(p => p.Result == SendResult.Unknown);
        var result = unknown > 0 ? SendResult.Unknown : refused == sent && sent > 0 ? SendResult.Refused : SendResult.Accepted;
        return new SendAnswer(result, $"Amazon processed feed {id}: {sent - refused - unknown} of {FeedSending.Count(sent)} done, {refused} refused{(unknown > 0 ? $", {unknown} unknown" : "")}.", id, Parts: parts);
    }

    private static string? Contradiction(ProcessingReport report, int sent, List<int> failed)
    {
        if (failed.Any(f => f < 1 || f > sent))
            return $"it names message {failed.First(f => f < 1 || f > sent)} of {sent}";
        if (report.Processed is { } processed && processed != sent)
            return $"{processed} processed of {sent} sent";
        if (report.WithError is { } withError && withError != failed.Count)
            return $"{withError} counted as wrong, {failed.Count} named";
        if (report.Successful is null && report.Processed is null)
            return "it gives no numbers";
        // Warnings are counted among the successful by some reports and apart by others.
        var warned = report.Results.Where(r => r.IsWarning).Select(r => r.MessageId).Where(m => !failed.Contains(m)).Distinct().Count();
        return report.Successful is { } successful && successful + failed.Count != sent && successful + failed.Count + warned != sent
            ? $"{successful} successful and {failed.Count} wrong of {sent}"
            : null;
    }

    private static PartAnswer Part(string key, int number, IReadOnlyList<ReportedResult> results)
    {
        var own = results.Where(r => r.MessageId == number).ToList();
        if (own.FirstOrDefault(r => r.IsError) is { } error)
            return new PartAnswer(key, SendResult.Refused, $"Amazon refused it: {Say(error)}");
        if (own.FirstOrDefault(r => r.IsWarning) is not { } warning)
            return new PartAnswer(key, SendResult.Accepted, "Amazon accepted it.");
        return warning.Text.Contains("skip", StringComparison.OrdinalIgnoreCase)
            ? new PartAnswer(key, SendResult.Unknown, $"Amazon passed over it: {Say(warning)}")
            : new PartAnswer(key, SendResult.Accepted, $"Amazon accepted it with a warning: {Say(warning)}");
    }

    private static string Say(ReportedResult result) => $"{(result.Code.Length > 0 ? result.Code + ", " : "")}{Refusals.Show(result.Text, 300)}";

    private static SendAnswer All(FeedMessage feed, string id, SendResult result, string message) =>
        new(result, message, id, Parts: [.. feed.MessageKeys.Select(key => new PartAnswer(key, result, message))]);
}
