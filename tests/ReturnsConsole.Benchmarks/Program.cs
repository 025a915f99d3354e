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
    case ["lookup", .. var rest]:
        return await LookupBenchmark.RunAsync(rest);
    case ["all", .. var rest]:
        var imported = await ImportBenchmark.RunAsync(rest);
        await ReconcileBenchmark.RunAsync();
        await CasesBenchmark.RunAsync();
        return imported;
    default:
        Console.WriteLine("Returns Console benchmarks. Name one: all, import, reconcile, cases, lookup [returns]");
        return 2;
}
