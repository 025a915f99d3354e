using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.ApiKeys;

/// <summary>What a program may ask for.</summary>
[Flags]
public enum ApiScopes : byte
{
    None = 0,
    ReadReturns = 1,
    ReadJournals = 2,
}

/// <summary>What a program proves itself with. The key itself is shown once; only its hash is kept.</summary>
public sealed class ApiKey
{
    public int Id { get; private set; }

    public required string Name { get; init; }

    /// <summary>The part of the key that may be seen: by it a key is found and told from others.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key, in hex: the key has 256 random bits, so no slow hash is needed.</summary>
    public required string Hash { get; init; }

    public required ApiScopes Scopes { get; init; }

    /// <summary>Null: every company, also ones added later.</summary>
    public int? CompanyId { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }

    public string RevokedBy { get; set; } = "";

    public int Version { get; set; }
}

internal sealed class ApiKeysConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys");
        builder.Property(k => k.Name).HasMaxLength(100);
        builder.Property(k => k.Prefix).HasMaxLength(20);
        builder.Property(k => k.Hash).HasMaxLength(64);
        builder.Property(k => k.CreatedBy).HasMaxLength(100);
        builder.Property(k => k.RevokedBy).HasMaxLength(100);
        builder.HasIndex(k => k.Prefix).IsUnique().HasDatabaseName("UX_ApiKeys_Prefix");
    }
}
