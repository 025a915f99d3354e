using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>One file: decisions with their evidence, settlements, rejected rows.</summary>
public sealed partial class ImportDetailPage
{
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(500);

    private readonly LoadSeries loads = new();
    private int shown;
    private ImportDetail? detail;
    private string? refusal;
    private string? said;
    private Trouble? trouble;
    private bool mayImport;
    private DateTime? asOf;
    private Throttle? live;
    private IDisposable? subscription;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ImportDetails Details { get; set; } = null!;

    [Inject]
    private ImportProgress Progress { get; set; } = null!;

    [Inject]
    private CancelImport Cancel { get; set; } = null!;

    [Inject]
    private RetryImport Retry { get; set; } = null!;

    [Inject]
    private AnswerCulture Answers { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ImportDetailPage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        mayImport = await Current.MayAsync(Permission.ImportFiles);
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        subscription = Feed.Subscribe(ChangeTopic.Imports, live.Signal);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        shown = Id;
        detail = null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await Details.RunAsync(await Current.GetAsync(), Id, ct);
            ct.ThrowIfCancellationRequested();
            (detail, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The import could not be read.");
        }
    }

    private async Task CommandAsync(Func<Actor, Task<Outcome>> command)
    {
        said = (await command(await Current.GetAsync())).Message;
        await LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
    }
}
