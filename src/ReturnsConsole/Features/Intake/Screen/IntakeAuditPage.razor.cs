using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake.Weeks;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Screen;

/// <summary>Weeks side by side, each figure a link to its rows; the address holds what is open.</summary>
public sealed partial class IntakeAuditPage
{
    private readonly LoadSeries loads = new();
    private IReadOnlyList<IntakeWeek>? weeks;
    private PagedResult<IntakeAuditRow>? rows;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;
    private bool mayExport;

    [SupplyParameterFromQuery]
    public string? Week { get; set; }

    [SupplyParameterFromQuery]
    public string? Side { get; set; }

    [SupplyParameterFromQuery]
    public int Page { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private IntakeAudit Audit { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<IntakeAuditPage> Log { get; set; } = null!;

    private DateOnly? Chosen => DateOnly.TryParseExact(Week, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private IntakeAuditSide? ChosenSide => Enum.TryParse<IntakeAuditSide>(Side, ignoreCase: true, out var side) && Enum.IsDefined(side) ? side : null;

    protected override async Task OnInitializedAsync() => mayExport = await Current.MayAsync(Permission.Export);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var actor = await Current.GetAsync();
            var now = Clock.GetUtcNow().UtcDateTime;
            if (weeks is null)
            {
                var answer = await Audit.WeeksAsync(actor, IntakeAudit.MondayOf(now), ExportIntakeAudit.Weeks, ct);
                (weeks, refusal) = (answer.Value, answer.Refusal);
            }
            rows = null;
            if (Chosen is { } monday && ChosenSide is { } side)
                rows = (await Audit.RowsAsync(actor, monday, side, Page, ct)).Value;
            ct.ThrowIfCancellationRequested();
            (trouble, asOf) = (null, now);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The comparison could not be read.");
        }
    }

    private static IEnumerable<(IntakeAuditSide Side, long Count)> Sides(IntakeWeek week) => [(IntakeAuditSide.Matched, week.Matched), (IntakeAuditSide.Missing, week.Missing), (IntakeAuditSide.Dark, week.Dark)];

    private static string Words(IntakeAuditSide side) => side switch { IntakeAuditSide.Dark => "Dark", IntakeAuditSide.Missing => "Missing", _ => "Matched" };

    private static string Number(long number) => number == 0 ? "–" : number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Address(DateOnly monday, IntakeAuditSide side, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"intake/audit?week={monday:yyyy-MM-dd}&side={side.ToString().ToLowerInvariant()}{(page > 0 ? $"&page={page}" : "")}");

    private static string Export(DateOnly monday, IntakeAuditSide side, string format) =>
        string.Create(CultureInfo.InvariantCulture, $"/intake/audit/export?week={monday:yyyy-MM-dd}&side={side.ToString().ToLowerInvariant()}&as={format}");

    public void Dispose() => loads.Dispose();
}
