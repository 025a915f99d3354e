using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.HappyReturns;

internal static class HappyReturnsDescription
{
    public static readonly PartnerDescription Value = new(
        PartnerKind.HappyReturns,
        "Happy Returns",
        new Uri("https://partner.happyreturns.com"),
        null,
        [
            new("ApiKey", "API key", "Merchants enable it in their dashboard, partners get it at onboarding; one per environment.", Required: true, Secret: true),
            new("RetailerId", "Retailer id", "The happyReturnsRetailerID of this account.", Required: true),
            new("CallsPerSecond", "Calls a second", "The limit is told only when it is exceeded; 0.5 is the documents' example.", Default: "0.5"),
            .. WebhookScheme.Fields(PartnerKind.HappyReturns),
        ],
        [
            new("returns", "Open returns", TimeSpan.FromHours(1), TimeSpan.Zero, TimeSpan.FromDays(1), TimeSpan.FromDays(1)),
            new("shipments", "Outbound shipments", TimeSpan.FromHours(1), TimeSpan.FromDays(3), TimeSpan.FromDays(1), TimeSpan.FromDays(30)),
        ],
        [
            "Happy Returns offers no list of returns: the console asks for each return that it knows to be open. New ones come by webhook or on an outbound shipment.",
            "The spelling of return states other than 'started' is not published: 'dropped off', 'approved' and 'expired' are recognised by their letters, everything else is kept and opens a case.",
            "How deliveries are signed is not published: HMAC-SHA256 in hexadecimal over the body is assumed and can be changed.",
            "Approval pays the customer. It is refused for orders of Amazon, by the number that is given and by the one that Happy Returns shows.",
        ]);
}
