using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Rebound;

internal static class ReboundDescription
{
    private static readonly (string Key, string Value) Legacy = ("Generation", "legacy");
    private static readonly (string Key, string Value) Headless = ("Generation", "headless");

    public static readonly PartnerDescription Value = new(
        PartnerKind.Rebound,
        "Rebound",
        new Uri("https://intelligentreturns.net/api"),
        null,
        [
            new("Generation", "API generation", "legacy: login and key; headless: client id and secret, as far as Rebound has told you its addresses.", Default: "legacy", Choices: ["legacy", "headless"]),
            new("Login", "Login", "The login of the Rebound profile.", Required: true) { When = Legacy },
            new("ApiKey", "API key", "The key on the profile page.", Required: true, Secret: true) { When = Legacy },
            new("CallsPerMinute", "Calls a minute", "Rebound publishes no limit; 150 is what another connector holds itself to.", Default: "150"),
            new("Currency", "Currency of prices", "Rebound's returns carry prices without a currency. Enter it when all orders of this account have the same; else prices are not read."),
            new("Dispositions", "Meaning of dispositions", "Rebound's word = Restocked, Quarantined, Scrapped, ReturnedToCustomer or Lost, separated by semicolons. What is not named here moves no stock, except Restocked and Quarantined themselves."),
            new("ClientId", "Client id", "From the API credentials.", Required: true) { When = Headless },
            new("ClientSecret", "Client secret", "From the API credentials.", Required: true, Secret: true) { When = Headless },
            new("Scope", "Scope", "Only when Rebound asks for one.") { When = Headless },
            new("FlowKey", "Flow key", "Only when a sub-flow is used.", Secret: true) { When = Headless },
            new("FlowKeyHeader", "Header of the flow key", "Not published; Rebound names it.") { When = Headless },
            new("ReturnsPath", "Path of return orders", "Not published; with {orderNumber}, {from} or {until} where they belong.") { When = Headless },
            .. WebhookScheme.Fields(PartnerKind.Rebound),
        ],
        [
            // The search knows the day of creation only: changes are found by reading the last 30 days again.
            new("returns", "Returns", TimeSpan.FromHours(2), TimeSpan.FromDays(30), TimeSpan.FromDays(7), TimeSpan.FromDays(90)),
            new("tracking", "Tracking", TimeSpan.FromMinutes(30), TimeSpan.FromDays(2), TimeSpan.FromDays(1), TimeSpan.FromDays(30)),
            new("orders", "Orders handed over", TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7)),
        ],
        [
            "Rebound publishes no limit of calls, no list of dispositions and no webhook. Returns are polled; pushed events are accepted when somebody sends them in the console's shape and signs them.",
            "After access_denied or a blocked address the connector stops until an administrator starts it again: going on would have the address blocked.",
            "Direct-to-retailer returns never say that they arrived at a hub; they are graded by your own warehouse.",
            "The headless generation's addresses are not public; its documents are read as far as they use the legacy names.",
        ]);
}
