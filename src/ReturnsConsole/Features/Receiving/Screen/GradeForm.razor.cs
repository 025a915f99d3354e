using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Receiving.Screen;

/// <summary>What a person chose for received goods.</summary>
public sealed record GradeChoice(int Quantity, ConditionGrade Grade, Disposition Disposition, string Reason, IReadOnlyList<string> Checked, string Notes, IReadOnlyList<Guid> Photos);

/// <summary>Grade, checklist, disposition: what the rules propose is chosen already, anything else needs a reason.</summary>
public sealed partial class GradeForm
{
    private readonly List<Guid> photos = [];
    private readonly HashSet<string> ticked = [];
    private ConditionGrade? grade;
    private Disposition? disposition;
    private int quantity;
    private string reason = "";
    private string notes = "";
    private bool correcting;

    [Parameter, EditorRequired]
    public GoodsDetail Goods { get; set; } = null!;

    [Parameter]
    public bool MayGrade { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<GradeChoice> Confirm { get; set; }

    private string Title => Goods.ItemName.Length > 0 ? Goods.ItemName : ReceivingWords.Sku(Goods.Sku);

    private (Tone Tone, string Words) Head => ReceivingWords.Standing(Goods.Grade, Goods.Disposition);

    private GradeProposal? Proposal => grade is { } chosen ? Goods.Proposals.First(p => p.Grade == chosen) : null;

    private bool NeedsReason => !Goods.IsToGrade || (disposition is { } chosen && Proposal is { } proposed && chosen != proposed.Disposition);

    private bool IsReady => grade is not null && disposition is not null && (!NeedsReason || reason.Trim().Length > 0);

    private string MainWords => grade is not { } chosen || disposition is not { } then ? "Choose a grade"
        : NeedsReason && reason.Trim().Length == 0 ? "Say why first"
        : $"{(Goods.IsToGrade ? "Confirm" : "Correct to")}: {chosen}, {ReceivingWords.Of(then).ToLowerInvariant()}{(Goods.Quantity > 1 ? $" ({ReceivingWords.Pieces(quantity)})" : "")}";

    protected override void OnInitialized() => quantity = Goods.Quantity > 1 && Goods.IsToGrade ? 1 : Goods.Quantity;

    private void Choose(ConditionGrade chosen)
    {
        grade = chosen;
        disposition = Proposal!.Disposition;
    }

    private void Tick(string point)
    {
        if (!ticked.Remove(point))
            ticked.Add(point);
    }

    private Task ConfirmAsync() => !IsReady ? Task.CompletedTask
        : Confirm.InvokeAsync(new GradeChoice(quantity, grade!.Value, disposition!.Value, NeedsReason ? reason.Trim() : "", [.. Goods.Checklist.Points.Where(ticked.Contains)], notes.Trim(), [.. photos]));
}
