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
    case ["all", .. var rest]:
        var imported = await ImportBenchmark.RunAsync(rest);
        await ReconcileBenchmark.RunAsync();
        await CasesBenchmark.RunAsync();
        await WebhooksBenchmark.RunAsync([]);
        return imported;
    default:
        Console.WriteLine("Returns Console benchmarks. Name one: all, import, reconcile, cases, webhooks [SECONDS]");
        return 2;
}
