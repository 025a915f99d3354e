using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using ReturnsConsole.Data;
using Xunit;

namespace ReturnsConsole.Tests.Data;

public sealed partial class SchemaTests
{
    [Fact]
    public void Migrations_OfBothDatabases_HoldTheWholeModel()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var server = new SqlServerDesignTimeFactory().CreateDbContext([]);
        Assert.False(sqlite.Database.HasPendingModelChanges(), "SQLite: the model changed; run src/build/migrations.sh");
        Assert.False(server.Database.HasPendingModelChanges(), "SQL Server: the model changed; run src/build/migrations.sh");
    }

    [Fact]
    public void SqlServerScript_TypesLengthsAndIndexes_AreAsMeant()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var script = db.GetService<IMigrator>().GenerateScript();
        Assert.DoesNotContain("decimal", script, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(OtherInstants().Matches(script));
        Assert.Contains("[Amount] bigint NOT NULL", script, StringComparison.Ordinal);
        Assert.Contains("[DeclaredTotal] bigint NULL", script, StringComparison.Ordinal);
        Assert.Contains("[PostedAt] datetime2(3) NULL", script, StringComparison.Ordinal);
        Assert.Contains("[Sha256] varchar(64) NOT NULL", script, StringComparison.Ordinal);
        Assert.Contains("CREATE INDEX [IX_SettlementLines_OfOrder] ON [SettlementLines] ([OrderKey])", script, StringComparison.Ordinal);
        Assert.Contains("CREATE UNIQUE INDEX [UX_Settlements_Identity] ON [Settlements] ([AccountId], [SettlementId])", script, StringComparison.Ordinal);
    }

    [Fact]
    public void SqlServerKeysAndIndexes_HoldNoUnboundedText_AndFitTheirLimit()
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var model = db.GetService<IDesignTimeModel>().Model;
        foreach (var type in model.GetEntityTypes())
        {
            var keys = type.GetKeys().Select(k => (Name: k.GetName(), k.Properties)).Concat(type.GetIndexes().Select(i => (Name: i.GetDatabaseName(), i.Properties)));
            foreach (var (name, properties) in keys)
            {
                Assert.All(properties.Where(p => p.ClrType == typeof(string)), p => Assert.True(p.GetMaxLength() is > 0 and <= 450, $"{name}: {p.Name} has no length"));
                var bytes = properties.Sum(p => p.ClrType == typeof(string) ? p.GetMaxLength()!.Value * (p.IsUnicode() == false ? 1 : 2) : 8);
                Assert.True(bytes <= 1_700, $"{name} is {bytes} bytes wide");
            }
        }
    }

    [Fact]
    public void Settings_AllFaults_AreNamedAtOnce()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = "Oracle",
            ["Database:SqlServer:MaxBatchSize"] = "0",
            ["Database:Sqlite:BusyTimeoutSeconds"] = "soon",
            ["Storage:EvidenceRetentionDays"] = "-1",
        }).Build();
        Assert.Equal(
        [
            "Database:Provider is \"Oracle\"; it must be Sqlite or SqlServer.",
            "Database:SqlServer:MaxBatchSize is \"0\"; it must be a whole number from 1 to 1000 rows.",
            "Database:Sqlite:BusyTimeoutSeconds is \"soon\"; it must be a whole number from 1 to 600 seconds.",
            "Storage:EvidenceRetentionDays is \"-1\"; it must be a whole number from 0 to 36500 days (0 keeps files for ever).",
        ], DatabaseSettings.Faults(configuration));
        Assert.Empty(DatabaseSettings.Faults(new ConfigurationBuilder().Build()));
    }

    [GeneratedRegex(@"\bdatetime(2\((?!3\))|2 |\b(?!2))", RegexOptions.IgnoreCase)]
    private static partial Regex OtherInstants();
}
