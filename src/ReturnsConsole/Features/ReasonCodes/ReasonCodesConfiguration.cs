using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.ReasonCodes;

internal sealed class ReasonCodesConfiguration : IEntityTypeConfiguration<ReasonCodeVersion>, IEntityTypeConfiguration<ReasonCodeMapping>, IEntityTypeConfiguration<ReleasedReturn>,
    IEntityTypeConfiguration<ReasonCodeReview>
{
    public void Configure(EntityTypeBuilder<ReasonCodeVersion> builder)
    {
        builder.Property(v => v.Why).HasMaxLength(1000);
        builder.HasIndex(v => v.Number).IsUnique().HasDatabaseName("UX_ReasonCodeVersions_Number");
    }

    public void Configure(EntityTypeBuilder<ReasonCodeMapping> builder)
    {
        builder.Property(m => m.SourceSystem).HasMaxLength(40);
        builder.Property(m => m.Code).HasMaxLength(ReasonCodeText.MaxLength);
        builder.Property(m => m.AmazonCode).HasMaxLength(60);
        builder.Property(m => m.CommercetoolsCode).HasMaxLength(60);
        builder.Property(m => m.CostCode).HasMaxLength(40);
        builder.Property(m => m.LiabilityCode).HasMaxLength(40);
        builder.HasIndex(m => new { m.VersionId, m.SourceSystem, m.Code }).IsUnique().HasDatabaseName("UX_ReasonCodeMappings_OfVersion");
    }

    public void Configure(EntityTypeBuilder<ReleasedReturn> builder) => builder.HasKey(r => new { r.VersionId, r.ReturnItemId });

    public void Configure(EntityTypeBuilder<ReasonCodeReview> builder) => builder.Property(r => r.Note).HasMaxLength(1000);
}
