using ReturnsConsole.PartnerSandbox.Amazon.Life;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Reports;

/// <summary>Reports 2021-06-30: asked for, made after a while, fetched within five minutes of asking where.</summary>
internal sealed class ReportsApi(SandboxWorld world, Seals seals)
{
    private readonly TimeSpan _inQueue = world.Options.ReportTime / 3;
    private readonly TimeSpan _inProgress = world.Options.ReportTime * 2 / 3;

    public Answer Create(Call call)
    {
        var account = world.Amazon.Accounts[call.Account];
        var body = call.Json();
        var type = body.Text("reportType");
        var marketplaces = body.Texts("marketplaceIds", 1, 25);
        var (start, end) = (body.TimeOrNull("dataStartTime"), body.TimeOrNull("dataEndTime") ?? world.Now);
        if (type == Settling.ReportType)
            throw new BadCallException("Settlement reports cannot be requested; they are scheduled by Amazon. Use getReports.");

        if (ReportKind.Of(type) is not { } kind)
            throw new BadCallException($"Report Type: {type} is not available.");

        if (marketplaces.Any(id => id != account.Market.MarketplaceId))
            throw new BadCallException("The account does not sell in a marketplace of this request.");

        start ??= end.AddDays(-1);
        if (end < start || end - start > kind.LongestRange)
            throw new BadCallException($"dataStartTime and dataEndTime must span at most {kind.LongestRange.TotalDays:0} days.");

        var report = new AmazonReport { Id = world.Amazon.NextNumber(), Type = type, MarketplaceIds = marketplaces, Created = world.Now, DataStart = start, DataEnd = end };
        account.ReportsById.Add(report.Id, report);
        account.Reports.Add(report.Created, report);
        world.After(_inQueue, () => Begin(account, report, kind));
        return Answer.Json(202, new { reportId = report.Id });
    }

    public Answer Get(Call call) =>
        world.Amazon.Accounts[call.Account].ReportsById.TryGetValue(call.Route("reportId"), out var report) ? Answer.Ok(Show(report)) : AmazonDialect.NotFound("report");

    public Answer Cancel(Call call)
    {
        if (!world.Amazon.Accounts[call.Account].ReportsById.TryGetValue(call.Route("reportId"), out var report))
            return AmazonDialect.NotFound("report");

        if (report.Status != "IN_QUEUE")
            throw new BadCallException("Only a report in the queue can be cancelled.");

        report.Status = "CANCELLED";
        report.Ended = world.Now;
        return Answer.Empty(200);
    }

    public Answer List(Call call)
    {
        var (query, behind) = ListingToken.Read(call, seals, "getReports", "reportTypes", world.Now);
        var found = world.Amazon.Accounts[call.Account].Reports.Between(query.Since, query.Until, behind)
            .Where(entry => query.Fits(entry.Item.Type, entry.Item.Status)).Take(query.Size + 1).ToList();
        var page = found.Take(query.Size).ToList();
        return Answer.Ok(new
        {
            reports = page.Select(entry => Show(entry.Item)).ToArray(),
            nextToken = found.Count > query.Size ? ListingToken.Write(call, seals, "getReports", query, page[^1].Place) : null,
        });
    }

    private static object Show(AmazonReport report) => new
    {
        reportId = report.Id,
        reportType = report.Type,
        marketplaceIds = report.MarketplaceIds,
        dataStartTime = AmazonFormat.Time(report.DataStart),
        dataEndTime = AmazonFormat.Time(report.DataEnd),
        createdTime = AmazonFormat.Time(report.Created),
        processingStatus = report.Status,
        processingStartTime = AmazonFormat.Time(report.Started),
        processingEndTime = AmazonFormat.Time(report.Ended),
        reportDocumentId = report.DocumentId,
    };

    private void Begin(AmazonAccount account, AmazonReport report, ReportKind kind)
    {
        if (report.Status != "IN_QUEUE")
            return;

        report.Status = "IN_PROGRESS";
        report.Started = world.Now;
        world.After(_inProgress, () => Finish(account, report, kind));
    }

    /// <summary>A report without rows is cancelled, not done.</summary>
    private void Finish(AmazonAccount account, AmazonReport report, ReportKind kind)
    {
        report.Ended = world.Now;
        if (kind.Write(account, report.DataStart!.Value, report.DataEnd!.Value) is not { } content)
        {
            report.Status = "CANCELLED";
            return;
        }

        report.Status = "DONE";
        report.DocumentId = world.Amazon.AddMade(account.Market.Key, kind.ContentType, content).Id;
    }
}
