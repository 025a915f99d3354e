using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Commercetools;

internal static class CommercetoolsDescription
{
    public static readonly PartnerDescription Value = new(
        PartnerKind.Commercetools,
        "commercetools",
        new Uri("https://api.europe-west1.gcp.commercetools.com"),
        new Uri("https://auth.europe-west1.gcp.commercetools.com/oauth/token"),
        [
            new("ProjectKey", "Project key", "Merchant Center, Settings, Developer settings.", Required: true),
            new("ClientId", "Client id", "Of an API client with the scopes below.", Required: true),
            new("ClientSecret", "Client secret", "Shown once when the API client is made.", Required: true, Secret: true),
            new("Scope", "Scope", "Empty: manage_orders, manage_products (inventory has no scope of its own) and manage_payments of the project."),
            new("CallsPerSecond", "Calls a second", "commercetools publishes no limit; 20 is careful.", Default: "20"),
            .. Webhooks.WebhookScheme.Fields(PartnerKind.Commercetools),
        ],
        [
            // What changes while pages are read leaves the window; a few seconds of distance keep the next window whole.
            new("orders", "Orders and returns", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromHours(6), TimeSpan.FromDays(90), TimeSpan.FromSeconds(15)),
            new("inventory", "Stock", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(10), TimeSpan.FromDays(1), TimeSpan.FromDays(365), TimeSpan.FromSeconds(15)),
            new("payments", "Payments", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(10), TimeSpan.FromDays(1), TimeSpan.FromDays(90), TimeSpan.FromSeconds(15)),
        ],
        [
            "commercetools sends no webhooks: its subscriptions feed queues. A bridge from the queue to the console signs what it hands on.",
            "Payment states record; they move no money. A refund is an entry of the payment that the payment service behind it carries out.",
            "Adding stock leaves no trace of its sender: after a lost answer version and quantity tell whether it happened, and where they do not, a person decides.",
            "Moves other than Returned to BackInStock or Unusable, and Initial to Refunded or NotRefunded, are not documented and never made.",
        ]);
}
