using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

/// <summary>
/// What a person raised at the look-up: a note about an order, or an identifier to watch for. It is a fact like any other: its case stays open while it is so,
/// and a watch is over when the identifier arrives.
/// </summary>
public sealed class RaisedCase
{
    public const int NoteLength = 400;
    public const int IdentifierLength = 60;

    public int Id { get; private set; }

    public required int CompanyId { get; init; }

    public required int AccountId { get; init; }

    public required CaseKind Kind { get; init; }

    /// <summary>The case's subject; several people may have raised the same.</summary>
    public required string SubjectKey { get; init; }

    public long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public string Sku { get; init; } = "";

    /// <summary>What is waited for; empty for a note.</summary>
    public string Identifier { get; init; } = "";

    /// <summary>The key that an order of this id would have.</summary>
    public long IdentifierKey { get; init; }

    public string Note { get; init; } = "";

    public required int PersonId { get; init; }

    public required string PersonName { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The identifier arrived; null while it is waited for, and for notes.</summary>
    public DateTime? ArrivedAt { get; set; }
}

internal sealed class RaisedCaseConfiguration : IEntityTypeConfiguration<RaisedCase>
{
    public void Configure(EntityTypeBuilder<RaisedCase> builder)
    {
        builder.ToTable("RaisedCases");
        builder.Property(r => r.OrderId).HasMaxLength(50);
        builder.Property(r => r.Sku).HasMaxLength(100);
        builder.Property(r => r.Identifier).HasMaxLength(RaisedCase.IdentifierLength);
        builder.Property(r => r.Note).HasMaxLength(RaisedCase.NoteLength);
        builder.Property(r => r.PersonName).HasMaxLength(100);
        builder.HasIndex(r => new { r.SubjectKey, r.Kind, r.AccountId }).HasDatabaseName("IX_RaisedCases_OfSubject");
        builder.HasIndex(r => r.Id).HasDatabaseName("IX_RaisedCases_Waiting").HasFilter("ArrivedAt IS NULL AND Identifier <> ''");
        builder.HasIndex(r => new { r.PersonId, r.Id }).HasDatabaseName("IX_RaisedCases_OfPerson");
    }
}
