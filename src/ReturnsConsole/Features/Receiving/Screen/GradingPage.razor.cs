using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving.Screen;

/// <summary>One receipt on the bench: grade, disposition, and what was said before.</summary>
public sealed partial class GradingPage
{
    private readonly LoadSeries loads = new();
    private long? shown;
    private GoodsDetail? goods;
    private string? refusal;
    private Trouble? trouble;
    private Recorded? done;
    private string said = "";
    private string spoken = "";
    private bool mayGrade;
    private bool busy;
    private string key = NewKey();

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ShowGoods Goods { get; set; } = null!;

    [Inject]
    private GradeItem Grading { get; set; } = null!;

    [Inject]
    private UndoGrading Undoing { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ILogger<GradingPage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync() => mayGrade = await Current.MayAsync(Permission.GradeItems);

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        shown = Id;
        (goods, done, said, spoken, key) = (null, null, "", "", NewKey());
        await LoadAsync();
    }

    private void ScanAsync(string code) => Navigation.NavigateTo(ReceivingLinks.ToScan(code));

    private async Task ConfirmAsync(GradeChoice choice)
    {
        if (busy || goods is not { } open)
            return;
        await DoAsync(async () =>
        {
            var request = new GradeRequest(key, open.Id, open.Version, choice.Quantity, choice.Grade, choice.Disposition, choice.Reason) { Checked = choice.Checked, Notes = choice.Notes, Photos = choice.Photos };
            await TellAsync(await Grading.RunAsync(await Current.GetAsync(), request, CancellationToken.None));
        }, "The grade could not be recorded.");
    }

    private Task UndoAsync(long gradingId) => DoAsync(async () => await TellAsync(await Undoing.RunAsync(await Current.GetAsync(), gradingId, CancellationToken.None)), "The grade could not be taken back.");

    private async Task TellAsync(GradeResult result)
    {
        spoken = result.Outcome.Message;
        if (result.Outcome.Succeeded)
        {
            (done, said, key) = (new(result.Outcome.Message, result.Grading is { Kind: not GradingKind.Undone } given ? given.Id : null), "", NewKey());
            await LoadAsync();
            return;
        }
        said = result.Outcome.Message;
        if (result.Outcome.Kind == OutcomeKind.Conflict)
        {
            key = NewKey();
            await LoadAsync();
        }
    }

    private async Task DoAsync(Func<Task> act, string failed)
    {
        busy = true;
        try
        {
            await act();
        }
        catch (Exception fault)
        {
            var reference = Trouble.Note(Log, fault, failed);
            said = $"{failed} Nothing was half done: touch the button again. Reference {reference}.";
        }
        finally
        {
            busy = false;
        }
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Goods.RunAsync(await Current.GetAsync(), Id, ct);
            ct.ThrowIfCancellationRequested();
            (goods, refusal, trouble) = (answer.Value, answer.Refusal, null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The goods could not be read.");
        }
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");

    public void Dispose() => loads.Dispose();

    private sealed record Recorded(string Message, long? GradingId);
}
