using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Home.Trends;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Home;

/// <summary>What needs somebody today, in the order of the person's role; every figure links to its rows.</summary>
public sealed partial class HomePage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(2);

    private IReadOnlyList<CaseQueue> queues = [];
    private IReadOnlyList<CaseRow> first = [];
    private CaseCount? count;
    private ImportPage? imports;
    private SyncOverview? sync;
    private IReadOnlyList<PartnerStanding> partners = [];
    private bool mayAddPartners;
    private bool mayImport;
    private bool mayViewFacts;
    private bool mayViewAudit;
    private Role role;
    private HomeParts parts = HomeParts.Of(Role.None);
    private TrendView? trends;
    private IntakeToday? dock;
    private DateTime? asOf;
    private Trouble? trouble;
    private Throttle? live;
    private readonly List<IDisposable> subscriptions = [];

    [CascadingParameter]
    public Viewer? Who { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private CaseQueues Queues { get; set; } = null!;

    [Inject]
    private CaseCounts Counts { get; set; } = null!;

    [Inject]
    private CaseList Cases { get; set; } = null!;

    [Inject]
    private ImportList Imports { get; set; } = null!;

    [Inject]
    private SyncBoard Board { get; set; } = null!;

    [Inject]
    private WeekTrends Trends { get; set; } = null!;

    [Inject]
    private IntakeDay Dock { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<HomePage> Log { get; set; } = null!;

    private string Today => (Who ?? Viewer.Utc).Local(Clock.GetUtcNow().UtcDateTime).ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    private string Summary => count switch
    {
        { Late: > 0 } => $"{Number(count.Late)} {(count.Late == 1 ? "case is" : "cases are")} late.",
        { DueToday: > 0 } => $"{Number(count.DueToday)} due today.",
        { Open: > 0 } => "Nothing is late or due today.",
        _ => "",
    };

    private bool IsEmpty => imports is { Items.Count: 0 } && partners.Count == 0 && (count is null || count.Open + count.Waiting == 0);

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        foreach (var topic in (ChangeTopic[])[ChangeTopic.Cases, ChangeTopic.Imports, ChangeTopic.Sync, ChangeTopic.Partners, ChangeTopic.Intake, ChangeTopic.Figures])
            subscriptions.Add(Feed.Subscribe(topic, live.Signal));
        role = await Current.RoleAsync();
        parts = HomeParts.Of(role);
        mayViewFacts = await Current.MayAsync(Permission.ViewFacts);
        mayViewAudit = await Current.MayAsync(Permission.ViewAudit);
        mayAddPartners = await Current.MayAsync(Permission.ManagePartners);
        mayImport = await Current.MayAsync(Permission.ImportFiles);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            var actor = await Current.GetAsync();
            if (await Current.MayAsync(Permission.ViewCases))
            {
                queues = (await Queues.RunAsync(actor, null, CancellationToken.None)).Value ?? [];
                count = (await Counts.RunAsync(actor, CancellationToken.None)).Value;
                first = (await Cases.RunAsync(actor, new CaseListRequest(new CaseFilter(), PageSize: 6), CancellationToken.None)).Value?.Items ?? [];
            }
            if (await Current.MayAsync(Permission.ViewImports))
                imports = (await Imports.RunAsync(actor, FileSource.ByHand, null, 6, CancellationToken.None)).Value;
            if (await Current.MayAsync(Permission.ViewSync))
            {
                sync = (await Board.RunAsync(actor, CancellationToken.None)).Value;
                partners = PartnerStanding.Of(sync?.Streams ?? []);
            }
            if (mayViewFacts)
            {
                trends = (await Trends.RunAsync(actor, CancellationToken.None)).Value;
                if (parts.Top.Contains(HomePart.Dock))
                    dock = (await Dock.RunAsync(actor, Midnight, CancellationToken.None)).Value;
            }
            asOf = Clock.GetUtcNow().UtcDateTime;
            trouble = null;
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The figures could not be read.");
        }
    }

    private DateTime Midnight
    {
        get
        {
            var viewer = Who ?? Viewer.Utc;
            return TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(viewer.Local(Clock.GetUtcNow().UtcDateTime).Date, DateTimeKind.Unspecified), viewer.Zone);
        }
    }

    private static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        if (live is not null)
            await live.DisposeAsync();
    }
}
