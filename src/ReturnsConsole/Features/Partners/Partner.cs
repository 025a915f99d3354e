using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Partners;

/// <summary>A partner's account that the console calls: where, as whom, and for which of our accounts. Credentials are encrypted and never shown again.</summary>
public sealed class Partner
{
    public const int OptionsLength = 4_000;
    public const int CredentialsLength = 8_000;

    public int Id { get; private set; }

    public required int AccountId { get; set; }

    public required PartnerKind Kind { get; init; }

    /// <summary>What people call it; part of webhook addresses. Unique.</summary>
    public required string Name { get; set; }

    public required string BaseUrl { get; set; }

    /// <summary>Empty for partners without tokens.</summary>
    public string TokenUrl { get; set; } = "";

    /// <summary>What is no secret, as a JSON object.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>Encrypted JSON object; empty when nothing is entered or the configuration file has them.</summary>
    public string Credentials { get; set; } = "";

    public DateTime? CredentialsChangedAt { get; set; }

    /// <summary>It stands in the configuration file: the file, not the screen, changes it.</summary>
    public bool FromConfiguration { get; init; }

    /// <summary>A person switched it off.</summary>
    public bool Paused { get; set; }

    /// <summary>Why the console stopped calling it by itself: credentials refused, or settings missing. Empty while it runs.</summary>
    public string StoppedBecause { get; set; } = "";

    public DateTime? StoppedAt { get; set; }

    public required DateTime CreatedAt { get; init; }

    public int Version { get; set; }

    public bool IsCalled => !Paused && StoppedBecause.Length == 0;
}

internal sealed class PartnersConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.ToTable("Partners");
        builder.Property(p => p.Name).HasMaxLength(60);
        builder.Property(p => p.BaseUrl).HasMaxLength(300);
        builder.Property(p => p.TokenUrl).HasMaxLength(300);
        builder.Property(p => p.Options).HasMaxLength(Partner.OptionsLength);
        builder.Property(p => p.Credentials).HasMaxLength(Partner.CredentialsLength);
        builder.Property(p => p.StoppedBecause).HasMaxLength(1000);
        builder.Ignore(p => p.IsCalled);
        builder.HasIndex(p => p.Name).IsUnique().HasDatabaseName("UX_Partners_Name");
    }
}
