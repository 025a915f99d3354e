using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>Bring files, watch them go through, answer what they ask.</summary>
public sealed partial class ImportsPage
{
    private const int PageSize = 50;
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(300);

    private readonly LoadSeries loads = new();
    private readonly List<Upload> uploads = [];
    private IReadOnlyList<VisibleAccount> accounts = [];
    private IReadOnlyList<ImportRow>? rows;
    private int? olderThan;
    private int? older;
    private string? from;
    private string account = "";
    private bool mayImport;
    private string? said;
    private DateTime? asOf;
    private Trouble? trouble;
    private ElementReference zone;
    private Throttle? live;
    private IDisposable? subscription;
    private PageScript<ImportsPage>? script;
    private bool zoneStarted;

    /// <summary>Show files received before this one.</summary>
    [SupplyParameterFromQuery]
    public int? Older { get; set; }

    /// <summary>"partners": what partners brought; else what people brought.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    private FileSource Source => From == "partners" ? FileSource.Partners : FileSource.ByHand;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private ImportList List { get; set; } = null!;

    [Inject]
    private ImportProgress Progress { get; set; } = null!;

    [Inject]
    private CancelImport Cancel { get; set; } = null!;

    [Inject]
    private RetryImport Retry { get; set; } = null!;

    [Inject]
    private AnswerCulture Answers { get; set; } = null!;

    [Inject]
    private VisibleAccounts Accounts { get; set; } = null!;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<ImportsPage> Log { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        live = new Throttle(Clock, LiveInterval, () => InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        }));
        subscription = Feed.Subscribe(ChangeTopic.Imports, live.Signal);
        var actor = await Current.GetAsync();
        mayImport = await Current.MayAsync(Permission.ImportFiles);
        accounts = await Accounts.RunAsync(actor, CancellationToken.None);
        account = accounts.Count > 0 ? accounts[0].Id.ToString(CultureInfo.InvariantCulture) : "";
    }

    protected override async Task OnParametersSetAsync()
    {
        if (rows is not null && Older == older && From == from)
            return;
        (older, from) = (Older, From);
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (zoneStarted || !mayImport)
            return;
        zoneStarted = true;
        script = new(Js, "./js/uploads.js", this);
        await script.StartAsync("start", zone, script.Self, UploadEndpoint.UploadPath, UploadEndpoint.TokenPath, account);
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.RunAsync(await Current.GetAsync(), Source, older, PageSize, ct);
            ct.ThrowIfCancellationRequested();
            (rows, olderThan, trouble) = (answer.Value?.Items ?? [], answer.Value?.OlderThan, null);
            said = answer.Refusal ?? said;
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The list of files could not be read.");
        }
    }

    private string Address(int? olderThan) => JoinQuery(Source == FileSource.Partners ? "from=partners" : "", olderThan is { } last ? $"older={last.ToString(CultureInfo.InvariantCulture)}" : "");

    private static string JoinQuery(params string[] parts) => string.Join('&', parts.Where(p => p.Length > 0)) is { Length: > 0 } query ? $"imports?{query}" : "imports";

    private async Task AccountChosenAsync(ChangeEventArgs change)
    {
        account = change.Value?.ToString() ?? "";
        if (script is not null)
            await script.CallAsync("belongTo", zone, account);
    }

    private Task CancelAsync(int id) => CommandAsync(actor => Cancel.RunAsync(actor, id, CancellationToken.None));

    private Task RetryAsync(int id) => CommandAsync(actor => Retry.RunAsync(actor, id, CancellationToken.None));

    private Task AnswerAsync(int id, string culture) => CommandAsync(actor => Answers.RunAsync(actor, id, culture, CancellationToken.None));

    private async Task CommandAsync(Func<Actor, Task<Outcome>> command)
    {
        said = (await command(await Current.GetAsync())).Message;
        await LoadAsync();
    }

    private async Task CancelUploadAsync(Upload upload)
    {
        if (script is not null)
            await script.CallAsync("cancel", zone, upload.Key);
        uploads.Remove(upload);
    }

    [JSInvokable]
    public void UploadAdded(string key, string name, long bytes)
    {
        uploads.Add(new Upload(key, name, bytes));
        StateHasChanged();
    }

    [JSInvokable]
    public void UploadProgressed(string key, long sent)
    {
        if (uploads.Find(u => u.Key == key) is not { } upload)
            return;
        upload.Percent = upload.Bytes <= 0 ? 100 : (int)Math.Min(100, 100 * sent / upload.Bytes);
        StateHasChanged();
    }

    [JSInvokable]
    public void UploadEnded(string key, bool taken, string message)
    {
        if (uploads.Find(u => u.Key == key) is not { } upload)
            return;
        if (taken)
            uploads.Remove(upload);
        else
            upload.Failure = message.Length > 500 ? message[..500] : message;
        live?.Signal();
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        if (live is not null)
            await live.DisposeAsync();
        loads.Dispose();
        if (script is not null)
            await script.LeaveAsync("stop", zone);
    }

    private sealed class Upload(string key, string name, long bytes)
    {
        public string Key => key;

        public string Name => name;

        public long Bytes => bytes;

        public int Percent { get; set; }

        public string? Failure { get; set; }
    }
}
