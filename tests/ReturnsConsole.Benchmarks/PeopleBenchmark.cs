using System.Diagnostics;
using System.Globalization;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Benchmarks;

/// <summary>
/// One person and then fifty at once over 1,000,000 open cases: each changes a filter, turns a page, opens a case or comes to the first page about every four
/// seconds, as people do. The server's time for each is measured, from the question to the rows.
/// </summary>
public static class PeopleBenchmark
{
    private const int Cases = 1_000_000;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    /// <param name="args">How many people; 50 when nothing is said.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var people = args.Count > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50;
        using var database = new BenchmarkDatabase();
        var filling = Stopwatch.StartNew();
        CasesBenchmark.Fill(database, Cases);
        Console.WriteLine($"{Cases:N0} open cases, filled in {filling.Elapsed.TotalSeconds:N0} s; {Environment.ProcessorCount} processors, load {Load()}");
        var screen = new Screen(database);
        await screen.WarmAsync();
        // Alone, but acting as quickly as it can be measured: a figure of one person needs as many answers as that of fifty.
        var alone = await MeasureAsync(screen, 1, TimeSpan.FromMilliseconds(100));
        var together = await MeasureAsync(screen, people, Pause);
        Console.WriteLine($"p95 of {people} people to one: {together / alone:F2} (at most 2.00), {together:F1} ms (at most 100); load {Load()}");
        return together < 100 && together < 2 * Math.Max(alone, 5) ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(Screen screen, int people, TimeSpan pause)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, people).Select(person => Task.Run(() => WorkAsync(screen, person, pause))));
        var spent = (Environment.CpuUsage.TotalTime - cpu) / clock.Elapsed;
        foreach (var what in all.SelectMany(t => t).GroupBy(t => t.What).OrderBy(g => g.Key, StringComparer.Ordinal))
            Console.WriteLine($"  {people,3} people, {what.Key,-14} {Words([.. what.Select(t => t.Ms)])}");
        List<double> times = [.. all.SelectMany(t => t).Select(t => t.Ms)];
        Console.WriteLine($"  {people,3} people, {"all",-14} {Words(times)}, {times.Count / clock.Elapsed.TotalSeconds:F1} a second, {spent:P0} of a processor");
        return At(times, .95);
    }

    private static async Task<List<(string What, double Ms)>> WorkAsync(Screen screen, int person, TimeSpan pause)
    {
        var random = new Random(person);
        var times = new List<(string, double)>();
        var until = Stopwatch.StartNew();
        await Task.Delay(pause * random.NextDouble());
        while (until.Elapsed < Each)
        {
            var clock = Stopwatch.StartNew();
            var what = await screen.ActAsync(person, random);
            times.Add((what, clock.Elapsed.TotalMilliseconds));
            await Task.Delay(pause * (.5 + random.NextDouble()));
        }
        return times;
    }

    private static string Words(List<double> times) => $"p50 {At(times, .5),6:F1} ms, p95 {At(times, .95),6:F1} ms, slowest {times.Max(),6:F1} ms of {times.Count:N0}";

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[Math.Min(times.Count - 1, (int)(times.Count * share))];
    }

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "not known";

    /// <summary>What the triage screen and the first page ask for when a person does something.</summary>
    private sealed class Screen(BenchmarkDatabase database)
    {
        private static readonly Everybody Guard = new();
        private readonly CaseList list = new(database, Guard, new Fixed());
        private readonly CaseQueues queues = new(database, Guard, new Fixed());
        private readonly CaseCounts counts = new(database, Guard, new Fixed());
        private readonly CaseListRequest[] requests = [.. CasesBenchmark.Requests()];

        public async Task WarmAsync()
        {
            var random = new Random(1);
            for (var i = 0; i < 200; i++)
                await ActAsync(i % 50, random);
        }

        public async Task<string> ActAsync(int person, Random random)
        {
            var actor = new Actor(person + 1, "Person", null);
            var request = requests[random.Next(requests.Length)];
            switch (random.Next(10))
            {
                case < 5:
                    await list.RunAsync(actor, request, default);
                    await queues.RunAsync(actor, request.Filter.AccountId, default);
                    return "filter";
                case < 8:
                    var page = (await list.RunAsync(actor, request, default)).Value!;
                    if (page.HasNext)
                        await list.RunAsync(actor, request with { Move = PageMove.Next, Cursor = page.Cursor }, default);
                    return "next page";
                default:
                    await queues.RunAsync(actor, null, default);
                    await counts.RunAsync(actor, default);
                    await list.RunAsync(actor, new CaseListRequest(new CaseFilter(), PageSize: 6), default);
                    return "first page";
            }
        }
    }

    private sealed class Everybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(CasesBenchmark.Now);
    }
}
