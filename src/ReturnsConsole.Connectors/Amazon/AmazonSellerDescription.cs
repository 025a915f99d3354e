using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>The form, the streams and the notes of Amazon Seller Central.</summary>
internal static class AmazonSellerDescription
{
    /// <summary>The fields by which an application signs in, the same for sellers and vendors.</summary>
    public static readonly PartnerField[] SignIn =
    [
        new("ClientId", "LWA client id", "Developer console, the application's LWA credentials: amzn1.application-oa2-client.…", Required: true),
        new("ClientSecret", "LWA client secret", "Beside the client id. Amazon makes it invalid after 180 days: enter the new one before.", Required: true, Secret: true),
        new("RefreshToken", "Refresh token", "Shown once when the application is authorised for the account; begins with Atzr|.", Required: true, Secret: true),
        new("Region", "Region", "na: America; eu: Europe, Middle East, Africa, India; fe: Japan, Australia, Singapore. Decides the address unless that points elsewhere.", Choices: SellingPartner.Regions),
    ];

    public static PartnerDescription Make() => new(
        PartnerKind.AmazonSeller, "Amazon Seller Central", SellingPartner.BaseUrlOf("na"), new Uri(SellingPartner.TokenUrl),
        [
            .. SignIn,
            new("SellerId", "Merchant token", "Seller Central, Account info: Merchant token. Needed to set quantities."),
            new("MarketplaceIds", "Marketplace ids", "Ids separated by commas, such as A1PA6795UKMFR9,A13V1IB3VIYZZH. All in the one region.", Required: true),
            new("OrdersVersion", "Orders API", "2026-01-01; v0 ends on 2027-03-27.", Default: "2026-01-01", Choices: ["2026-01-01", "v0"]),
            new("FinancesVersion", "Finances API", "2024-06-19; v0 hides deferred refunds and ends on 2027-08-27.", Default: "2024-06-19", Choices: ["2024-06-19", "v0"]),
            new("ReturnsReport", "Returns report", "flat tells delivery and SAFE-T claims, xml does not.", Default: "flat", Choices: ["flat", "xml"]),
        ],
        [
            new("orders", "Orders", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromDays(7), TimeSpan.FromDays(60), SellingPartner.Lag),
            new("transactions", "Finance transactions", TimeSpan.FromMinutes(15), TimeSpan.FromDays(3), TimeSpan.FromDays(14), TimeSpan.FromDays(60), SellingPartner.Lag),
            new("returns", "Returns (seller-fulfilled)", TimeSpan.FromHours(1), TimeSpan.FromDays(45), TimeSpan.FromDays(60), TimeSpan.FromDays(60), SellingPartner.Lag),
            new("fba-returns", "Returns (FBA)", TimeSpan.FromHours(12), TimeSpan.FromDays(14), TimeSpan.FromDays(30), TimeSpan.FromDays(60), SellingPartner.Lag),
            new("reimbursements", "Reimbursements (FBA)", TimeSpan.FromHours(12), TimeSpan.FromDays(14), TimeSpan.FromDays(30), TimeSpan.FromDays(60), SellingPartner.Lag),
            new("settlements", "Settlements", TimeSpan.FromHours(6), TimeSpan.FromDays(3), TimeSpan.FromDays(90), TimeSpan.FromDays(89)),
        ],
        [
            "Finance data lags up to 48 hours: that no refund is seen proves nothing.",
            "Amazon tells of no return by itself: returns are polled as a report, by the day they were requested.",
            "Settlement reports are made by Amazon and only fetched; they are kept there for 90 days.",
            "Names, addresses and e-mail addresses of buyers are not asked for and are taken out where they come unasked.",
            "Orders v0 ends on 2027-03-27, Finances v0 on 2027-08-27.",
        ]);
}
