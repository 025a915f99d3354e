using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Access;

internal sealed class AccessConfiguration : IEntityTypeConfiguration<Company>, IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<UserCompany>,
    IEntityTypeConfiguration<SignInSession>, IEntityTypeConfiguration<ConsoleUser>
{
    public void Configure(EntityTypeBuilder<Company> builder) => builder.HasIndex(c => c.Name).IsUnique().HasDatabaseName("UX_Companies_Name");

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.HasIndex(a => a.Name).IsUnique().HasDatabaseName("UX_Accounts_Name");
        builder.HasOne<Company>().WithMany().HasForeignKey(a => a.CompanyId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<UserCompany> builder)
    {
        builder.HasKey(u => new { u.UserId, u.CompanyId });
        builder.HasOne<Company>().WithMany().HasForeignKey(u => u.CompanyId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.HasKey(s => s.Id);
        builder.HasIndex(s => s.UserId).HasDatabaseName("IX_SignInSessions_OfUser");
    }

    public void Configure(EntityTypeBuilder<ConsoleUser> builder)
    {
        builder.Property(u => u.DisplayName).HasMaxLength(100);
        builder.Property(u => u.TimeZone).HasMaxLength(60);
        builder.Property(u => u.CustomerLanguage).HasMaxLength(10).HasDefaultValue("");
    }
}
