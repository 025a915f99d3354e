using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace ReturnsConsole.Data;

/// <summary>
/// The keys that cookies and stored credentials are encrypted with: one ring for the web and the verbs, in a folder that only its owner opens. With a certificate the
/// keys are encrypted themselves.
/// </summary>
internal static class KeyRing
{
    private const string Certificate = "Keys:Certificate";

    /// <exception cref="InvalidOperationException">The certificate of the settings cannot be used; the message says why.</exception>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("ReturnsConsole");
        if (CertificateOf(configuration) is { } certificate)
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(FolderOf(provider)), provider.GetRequiredService<ILoggerFactory>())));
        // What it warns of is said in words by Announce.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return services;
    }

    /// <summary>Says once, before the first key is made, how the keys are kept.</summary>
    public static async Task AnnounceAsync(IServiceProvider services, TextWriter console)
    {
        var folder = FolderOf(services);
        if (Directory.EnumerateFiles(folder, "key-*.xml").Any() || !string.IsNullOrEmpty(services.GetRequiredService<IConfiguration>()[Certificate]))
            return;
        await console.WriteLineAsync($"Partners' credentials are stored encrypted. The keys to them lie in {folder}, which only the console's own user can open; they are not encrypted themselves, "
            + $"so whoever gets the whole data folder can read the credentials. To encrypt the keys too, set {Certificate}.");
    }

    private static string FolderOf(IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<StorageOptions>>().Value.FolderOf(services.GetRequiredService<IHostEnvironment>(), "keys");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    private static X509Certificate2? CertificateOf(IConfiguration configuration)
    {
        if (configuration[Certificate] is not { Length: > 0 } path)
            return null;
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, configuration["Keys:CertificatePassword"]);
            return certificate.HasPrivateKey ? certificate : throw new InvalidOperationException($"{Certificate}: {path} holds no private key; keys that are encrypted with it could not be read again.");
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{Certificate}: {path} cannot be read as a PFX file, or Keys:CertificatePassword is not its password. {wrong.Message}", wrong);
        }
    }
}
