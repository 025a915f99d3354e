using Microsoft.AspNetCore.DataProtection;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>Encrypts what partners push while it lies in the database: it may hold personal data that nobody asked for.</summary>
public sealed class InboxBodies(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("ReturnsConsole.Inbox");

    public byte[] Protect(byte[] body) => protector.Protect(body);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys it was encrypted with are gone.</exception>
    public byte[] Unprotect(byte[] stored) => protector.Unprotect(stored);
}
