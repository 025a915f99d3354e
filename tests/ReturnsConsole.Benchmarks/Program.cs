using ReturnsConsole.Benchmarks;

return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("Returns Console benchmarks. Name one: import");
    return 2;
}
