using ReturnsConsole.Benchmarks;

switch (args)
{
    case ["import", .. var rest]:
        return await ImportBenchmark.RunAsync(rest);
    case ["reconcile"]:
        await ReconcileBenchmark.RunAsync();
        return 0;
    case ["cases"]:
        await CasesBenchmark.RunAsync();
        return 0;
    case ["webhooks", .. var rest]:
        await WebhooksBenchmark.RunAsync(rest);
        return 0;
    case ["ingest", .. var rest]:
        return await IngestBenchmark.RunAsync(rest);
    case ["catchup", .. var rest]:
        return await CatchUpBenchmark.RunAsync(rest);
    case ["intake", .. var rest]:
        await IntakeBenchmark.RunAsync(rest);
        return 0;
    case ["stock"]:
        await StockBenchmark.RunAsync();
        return 0;
    case ["unload", .. var rest]:
        return await UnloadBenchmark.RunAsync(rest);
    case ["grading", .. var rest]:
        await GradingBenchmark.RunAsync(rest);
        return 0;
    case ["home", .. var rest]:
        await HomeBenchmark.RunAsync(rest);
        return 0;
    case ["people", .. var rest]:
        return await PeopleBenchmark.RunAsync(rest);
    case ["lookup", .. var rest]:
        return await LookupBenchmark.RunAsync(rest);
    case ["all", .. var rest]:
        var imported = await ImportBenchmark.RunAsync(rest);
        var ingested = await IngestBenchmark.RunAsync([]);
        var caughtUp = await CatchUpBenchmark.RunAsync([]);
        await ReconcileBenchmark.RunAsync();
        await CasesBenchmark.RunAsync();
        await WebhooksBenchmark.RunAsync([]);
        await IntakeBenchmark.RunAsync([]);
        return Math.Max(imported, Math.Max(ingested, caughtUp));
    default:
        Console.WriteLine("Returns Console benchmarks. Name one: all, import, ingest, catchup, reconcile, cases, webhooks [SECONDS], intake [IDENTIFIERS], stock, unload [SECONDS], grading [RECEIPTS], lookup [RETURNS], home [RETURNS], people [PEOPLE]");
        return 2;
}
