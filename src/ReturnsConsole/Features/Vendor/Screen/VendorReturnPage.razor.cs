using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Vendor.Screen;

/// <summary>One vendor return: what Amazon told, what arrived, what was credited, and the credit note that is due.</summary>
public sealed partial class VendorReturnPage
{
    private readonly LoadSeries loads = new();
    private (int, string?) shown;
    private VendorReturn? found;
    private Outcome? said;
    private string? refusal;
    private Trouble? trouble;
    private DateTime? asOf;
    private bool maySubmit;
    private bool busy;
    private string remitTo = "";
    private string invoice = "";
    private string debit = "";
    private DateTime receivedOn;

    [Parameter]
    public int Account { get; set; }

    [Parameter]
    public string Reference { get; set; } = "";

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private VendorReturnList List { get; set; } = null!;

    [Inject]
    private SubmitVendorCredit Submit { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<VendorReturnPage> Log { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Account, Reference))
            return;
        shown = (Account, Reference);
        (found, said) = (null, null);
        maySubmit = await Current.MayAsync(Permission.SendRefunds);
        await LoadAsync();
        if (found is null)
            return;
        invoice = found.Lines.Select(l => l.Paper.InvoiceNumber).FirstOrDefault(n => n.Length > 0) ?? "";
        debit = found.Others.Where(o => o.Paper == VendorPaper.DebitNote).Select(o => o.Number).FirstOrDefault() ?? "";
        receivedOn = (found.ReceivedAt ?? Clock.GetUtcNow().UtcDateTime).Date;
    }

    private async Task LoadAsync()
    {
        var ct = loads.Next();
        try
        {
            var answer = await List.OneAsync(await Current.GetAsync(), Account, Reference, ct);
            ct.ThrowIfCancellationRequested();
            (found, refusal, trouble) = (answer.Value, answer.Refusal, null);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The vendor return could not be read.");
        }
    }

    private async Task SubmitAsync()
    {
        if (busy || found is null)
            return;
        busy = true;
        try
        {
            said = await Submit.RunAsync(await Current.GetAsync(), new VendorCreditWish(Account, Reference, found.Credits.Count + 1, found.CreditTotal, remitTo, invoice, debit, receivedOn), CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            said = Outcome.Refused($"Whether this was submitted is not certain. Submitting the same form again is safe: it counts once. Reference: {Trouble.Note(Log, fault, "submitting a credit note")}");
        }
        finally
        {
            busy = false;
        }
        if (said.Succeeded)
            await LoadAsync();
    }

    public void Dispose() => loads.Dispose();
}
