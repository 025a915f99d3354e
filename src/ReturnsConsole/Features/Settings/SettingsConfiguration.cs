using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Settings;

internal sealed class SettingsConfiguration : IEntityTypeConfiguration<SettingValue>
{
    public void Configure(EntityTypeBuilder<SettingValue> builder)
    {
        builder.ToTable("SettingValues");
        builder.Property(s => s.Name).HasMaxLength(60);
        builder.Property(s => s.Value).HasMaxLength(SettingValue.MaxValue);
        builder.HasIndex(s => new { s.AccountId, s.Name }).IsUnique().HasDatabaseName("UX_SettingValues_AccountName");
    }
}
