using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReturnsConsole.Verbs;
using Xunit;

namespace ReturnsConsole.Tests.Verbs;

/// <summary>What stands in the way of a start is said in words, and how the keys are kept.</summary>
public sealed class StartTroubleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("returns-test-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Database_ThatIsNone_IsSaid()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "returns.db"), string.Concat(Enumerable.Repeat("not a database ", 100)));

        Assert.Contains("is not a database", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_LockedByAnother_IsSaid()
    {
        await RunAsync();
        await using var other = new SqliteConnection($"Data Source={Path.Combine(folder, "returns.db")}");
        await other.OpenAsync();
        await using var held = other.CreateCommand();
        held.CommandText = "BEGIN EXCLUSIVE";
        await held.ExecuteNonQueryAsync();

        Assert.Contains("locked by another program", await RefusalAsync(("Database:Sqlite:BusyTimeoutSeconds", "1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_ThatIsAFile_IsSaid()
    {
        var file = Path.Combine(folder, "taken");
        await File.WriteAllTextAsync(file, "");

        Assert.Contains("Storage:Folder", await RefusalAsync(("Storage:Folder", file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_ThatIsMissing_IsSaid() =>
        Assert.Contains("Keys:Certificate", await RefusalAsync(("Keys:Certificate", Path.Combine(folder, "none.pfx"))), StringComparison.Ordinal);

    [Fact]
    public async Task Address_InUse_IsSaid()
    {
        await using var first = Web("http://127.0.0.1:0");
        await first.StartAsync();
        await using var second = Web(first.Urls.First());

        var fault = await Assert.ThrowsAsync<IOException>(() => second.StartAsync());

        Assert.Contains("End the program that has it", StartTrouble.Words(fault)!, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_WithACertificate_AreEncryptedThemselves()
    {
        var file = Path.Combine(folder, "keys.pfx");
        File.WriteAllBytes(file, SelfSigned("a-password"));
        using var host = Host([("Keys:Certificate", file), ("Keys:CertificatePassword", "a-password")]);

        var secret = host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("secret");

        Assert.Contains("EncryptedXml", File.ReadAllText(KeyFile()), StringComparison.OrdinalIgnoreCase);
        using var again = Host([("Keys:Certificate", file), ("Keys:CertificatePassword", "a-password")]);
        Assert.Equal("secret", again.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret));
    }

    [Fact]
    public void Keys_WithoutACertificate_AreTheOwnersOnly()
    {
        using var host = Host([]);
        host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("secret");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(KeyFile())!));
    }

    private string KeyFile() => Assert.Single(Directory.GetFiles(Path.Combine(folder, "keys"), "key-*.xml"));

    private static WebApplication Web(string url)
    {
        var builder = WebApplication.CreateBuilder([ConsoleApplication.WatchNoFiles, "--urls", url]);
        return builder.Build();
    }

    private IHost Host((string Key, string? Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder, ApplicationName = "ReturnsConsole" });
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(builder.Configuration, [new("Storage:Folder", folder), .. settings.Select(s => KeyValuePair.Create(s.Key, s.Value))]);
        builder.Services.AddReturnsConsole(builder.Configuration);
        return builder.Build();
    }

    private static byte[] SelfSigned(string password)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Returns Console keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        return certificate.Export(X509ContentType.Pfx, password);
    }

    private async Task<string> RefusalAsync(params (string, string?)[] settings)
    {
        var (code, error) = await RunAsync(settings);
        Assert.Equal(ExitCodes.BadInput, code);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        return error;
    }

    private async Task<(int Code, string Error)> RunAsync(params (string Key, string? Value)[] settings)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ConsoleVerbs.RunVerbAsync(["cases"], TextReader.Null, output, error, [new("Storage:Folder", folder), .. settings.Select(s => KeyValuePair.Create(s.Key, s.Value))]);
        return (code, error.ToString());
    }
}
