using Microsoft.AspNetCore.Identity;

namespace ReturnsConsole.Features.Access;

/// <summary>A person. One role each; access is checked on every command against <see cref="AccessVersion"/>.</summary>
public sealed class ConsoleUser : IdentityUser<int>
{
    public string DisplayName { get; set; } = "";

    public Role Role { get; set; }

    /// <summary>A disabled user cannot sign in, and open circuits end within seconds.</summary>
    public bool Disabled { get; set; }

    /// <summary>Raised by every change of role, companies or state: sessions that carry an older one are over.</summary>
    public int AccessVersion { get; set; }

    /// <summary>True: sees every company, also ones added later.</summary>
    public bool AllCompanies { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? LastSignInAt { get; set; }

    public DateTime? PasswordChangedAt { get; set; }

    public string TimeZone { get; set; } = "UTC";

    /// <summary>"light", "dark" or "" for the system's.</summary>
    public string Theme { get; set; } = "";

    /// <summary>"compact", "comfortable" or "" for the page's own.</summary>
    public string Density { get; set; } = "";

    /// <summary>When the person took the tour or declined it; null: it is still offered.</summary>
    public DateTime? TourEndedAt { get; set; }

    /// <summary>Language of the words for customers: "de", or "" for English.</summary>
    public string CustomerLanguage { get; set; } = "";

    public int Version { get; set; }
}

public enum Role
{
    None = 0,
    Finance = 1,
    Warehouse = 2,
    Cx = 3,
    Admin = 4,

    /// <summary>Sees everything, changes nothing.</summary>
    Auditor = 5,
}
