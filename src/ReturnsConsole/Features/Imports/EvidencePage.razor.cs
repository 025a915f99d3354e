using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Imports;

/// <summary>The very row a fact came from.</summary>
public sealed partial class EvidencePage
{
    private readonly LoadSeries loads = new();
    private (int, long, int)? shown;
    private ShownRow? row;
    private string? refusal;
    private Trouble? trouble;

    [Parameter]
    public int FileId { get; set; }

    [Parameter]
    public long Line { get; set; }

    /// <summary>Ordinal among rows that begin on the same line.</summary>
    [SupplyParameterFromQuery]
    public int Part { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ShowEvidence Evidence { get; set; } = null!;

    [Inject]
    private ILogger<EvidencePage> Log { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (FileId, Line, Part))
            return;
        shown = (FileId, Line, Part);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Evidence.RunAsync(await Current.GetAsync(), FileId, new RowPlace(Line, Part), ct);
            ct.ThrowIfCancellationRequested();
            (row, refusal, trouble) = (answer.Value, answer.Refusal, null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The row could not be read.");
        }
    }

    private string Address(RowPlace place) => string.Create(CultureInfo.InvariantCulture, $"evidence/{FileId}/{place.Line}{(place.Part > 0 ? $"?part={place.Part}" : "")}");

    private static string WordOf(SourceRecordOutcome outcome) => outcome switch
    {
        SourceRecordOutcome.Accepted => "Accepted",
        SourceRecordOutcome.Duplicate => "Known already",
        SourceRecordOutcome.Corrected => "Corrected an earlier row",
        SourceRecordOutcome.Rejected => "Rejected",
        SourceRecordOutcome.Superseded => "Older than what is known",
        _ => "Carries nothing",
    };

    public void Dispose() => loads.Dispose();
}
