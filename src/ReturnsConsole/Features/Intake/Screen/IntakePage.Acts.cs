using Microsoft.JSInterop;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Screen;

/// <summary>What the buttons do. Each asks its use case, which decides.</summary>
public sealed partial class IntakePage
{
    private async Task ConfirmAsync(ItemChoice choice)
    {
        if (busy || view is not { Answer: { } answer } open)
            return;
        await DoAsync(async () =>
        {
            var request = new AuthorizeRequest(open.ScanId, open.Done.Count, open.Code, choice.Order.AccountId, choice.Order.OrderKey, choice.Order.Stamp, choice.Line?.Sku ?? "", choice.Line?.OrderItemId ?? "",
                choice.Quantity, choice.Finding, choice.Reason, choice.PhotoId, ShelvedId: open.Done.Count == 0 ? answer.Shelved?.Id : null)
            {
                ReturnItemId = choice.Order is { OrderKey: OrderKey.None, Returns: [var item, ..] } ? item.Id : 0,
            };
            var result = await Authorize.RunAsync(await Current.GetAsync(), request, CancellationToken.None);
            said = result.Outcome.Message;
            if (result.Authorization is null)
            {
                if (result.Outcome.Kind == OutcomeKind.Conflict)
                    await ReadAgainAsync(open);
                await ToneAsync("near");
                return;
            }
            view = open with { Step = IntakeStep.Done, Done = [.. open.Done, result.Authorization] };
            spoken = said;
            await ToneAsync("done");
            if (choice.PrintLabel && script is not null)
            {
                StateHasChanged();
                await script.CallAsync("printLabel", result.Authorization.Number);
            }
        }, "The parcel could not be recorded.");
    }

    private async Task LearnAsync(bool yes)
    {
        if (busy || view is not { Learn: { } learn } open)
            return;
        if (!yes)
        {
            view = open with { Learn = null };
            return;
        }
        await DoAsync(async () =>
        {
            var outcome = await Remember.RunAsync(await Current.GetAsync(), learn.Code, learn.Sku, CancellationToken.None);
            (said, spoken) = (outcome.Message, outcome.Message);
            if (outcome.Succeeded)
                view = open with { Learn = null };
        }, "The barcode could not be remembered.");
    }

    private async Task ReadAgainAsync(IntakeView open)
    {
        var answer = await LookUp.RunAsync(await Current.GetAsync(), open.Code, CancellationToken.None);
        if (answer.Value is { } found)
            view = open with { Answer = found, Step = IntakeStep.Answer, Order = 0, Round = open.Round + 1 };
    }

    private async Task PutAsideAsync()
    {
        if (view is not { } open)
            return;
        await DoAsync(async () =>
        {
            var outcome = await Aside.RunAsync(await Current.GetAsync(), open.ScanId, CancellationToken.None);
            said = outcome.Message;
            view = null;
        }, "The scan could not be put aside.");
    }

    private async Task ShelveAsync((string Shelf, Guid? Photo) choice)
    {
        if (busy || view is not { } open)
            return;
        await DoAsync(async () =>
        {
            var outcome = await Shelving.RunAsync(await Current.GetAsync(), new ShelveRequest(open.ScanId, open.Code, open.OtherCodes, choice.Shelf, choice.Photo), CancellationToken.None);
            said = outcome.Message;
            spoken = said;
            if (outcome.Succeeded)
                view = open with { Step = IntakeStep.Shelved };
            await ToneAsync(outcome.Succeeded ? "done" : "near");
        }, "The parcel could not be put on the shelf.");
    }

    private async Task UndoAsync((ReturnAuthorization Authorization, string Why) undo)
    {
        if (busy || view is not { } open)
            return;
        await DoAsync(async () =>
        {
            var outcome = await Undoing.RunAsync(await Current.GetAsync(), undo.Authorization.Number, undo.Authorization.Version, undo.Why, CancellationToken.None);
            said = outcome.Message;
            spoken = said;
            if (outcome.Succeeded)
                view = null;
            else if (outcome.Kind == OutcomeKind.Conflict)
                await OpenAsync(open.ScanId);
        }, "The entry could not be taken back.");
    }

    /// <summary>A line of the day's list: what was done stands with its corrections; what was not answered is looked up again.</summary>
    private async Task OpenAsync(Guid scanId)
    {
        try
        {
            var answer = await Day.OfAsync(await Current.GetAsync(), scanId, CancellationToken.None);
            if (answer.Value is not { } detail)
            {
                said = answer.Refusal!;
                return;
            }
            (trouble, said) = (null, "");
            if (detail.Authorizations.Any(a => a.CancelledAt is null))
                view = new IntakeView(scanId, detail.Scan.Code, null, IntakeStep.Done) { Done = [.. detail.Authorizations.Where(a => a.CancelledAt is null)] };
            else if (detail.Shelved is { State: ShelfState.Waiting or ShelfState.Matched } shelved)
                await ShowAsync(Guid.NewGuid(), shelved.Code);
            else
                await ShowAsync(detail.Scan.State == ScanState.NotAnswered ? scanId : Guid.NewGuid(), detail.Scan.Code);
        }
        catch (Exception fault)
        {
            trouble = Trouble.Of(Log, fault, "The scan could not be opened.");
        }
    }

    private async Task DoAsync(Func<Task> act, string failed)
    {
        busy = true;
        try
        {
            await act();
            await LoadDayAsync();
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

    private async Task ToneAsync(string tone)
    {
        if (script is not null)
            await script.CallAsync("tone", tone);
    }
}
