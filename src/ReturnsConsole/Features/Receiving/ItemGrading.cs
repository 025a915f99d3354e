using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Receiving;

public enum GradingKind : byte
{
    Graded = 1,

    /// <summary>Another word about goods that were graded before, with its reason.</summary>
    Corrected = 2,

    /// <summary>Taken back at once by who said it.</summary>
    Undone = 3,
}

/// <summary>What a named person said about received goods. Written once; what turns out otherwise is another row.</summary>
public sealed class ItemGrading
{
    public const int MaxNotes = 500;
    public const int MaxReason = 200;
    public const int MostPhotos = 6;

    public required long Id { get; init; }

    /// <summary>Made by the browser for one click: the same again is the same grading.</summary>
    public required string RequestKey { get; init; }

    public required GradingKind Kind { get; init; }

    public required int AccountId { get; init; }

    /// <summary>The goods this is about: the receipt, or the part of it that was split off.</summary>
    public required long ReceiptId { get; init; }

    public required long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public string Sku { get; init; } = "";

    public required int Quantity { get; init; }

    public required ConditionGrade Grade { get; init; }

    public required Disposition Disposition { get; init; }

    public ConditionGrade GradeBefore { get; init; }

    public Disposition DispositionBefore { get; init; }

    /// <summary>What the rules proposed, and why.</summary>
    public Disposition Proposed { get; init; }

    public string Ground { get; init; } = "";

    /// <summary>Why it was not done as proposed, or why it was corrected.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Points of the checklist that were ticked, one a line.</summary>
    public string Checked { get; init; } = "";

    public string Notes { get; init; } = "";

    /// <summary>The goods as this grading left them; another mark means that somebody said something since.</summary>
    public required long ReceiptHash { get; init; }

    public required DateTime At { get; init; }

    public required int ActorId { get; init; }

    public required string ActorName { get; init; }
}

/// <summary>A picture that belongs to a grading.</summary>
public sealed class GradingPhoto
{
    public required long GradingId { get; init; }

    public required Guid PhotoId { get; init; }
}
