using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Partners;

/// <summary>Encrypts partners' credentials at rest, each bound to its partner: one partner's cannot be read as another's.</summary>
public sealed class PartnerSecrets(IDataProtectionProvider protection)
{
    public string Protect(string partner, IReadOnlyDictionary<string, string> secrets) =>
        secrets.Count == 0 ? "" : Of(partner).Protect(JsonSerializer.Serialize(secrets));

    /// <exception cref="PartnerException">The keys they were encrypted with are gone: they must be entered again.</exception>
    public IReadOnlyDictionary<string, string> Unprotect(string partner, string credentials)
    {
        if (credentials.Length == 0)
            return new Dictionary<string, string>();
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(Of(partner).Unprotect(credentials))!;
        }
        catch (CryptographicException lost)
        {
            throw new PartnerException(PartnerFault.Misconfigured, $"{partner}: the credentials cannot be decrypted; the keys in the folder 'keys' are others than those they were stored with. Enter the credentials again.", lost);
        }
    }

    private IDataProtector Of(string partner) => protection.CreateProtector("ReturnsConsole.Partners", partner);
}
