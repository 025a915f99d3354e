using System.Globalization;
using System.Text;

namespace ReturnsConsole.Benchmarks;

/// <summary>
/// Events of returns platforms as connectors hand them on: of each return registered, scanned (told of the whole parcel, in every third return before its items), at the
/// hub, processed with a disposition; every fifth return is Happy Returns'. Neighbouring events are of different returns.
/// </summary>
internal static class PlatformEvents
{
    private const int Stages = 4;
    private static readonly DateTime Start = new(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IEnumerable<(string Payload, byte[] Json)> Of(int count)
    {
        const int together = 500;
        for (var made = 0; made < count;)
        {
            var first = made / Stages;
            for (var stage = 0; stage < Stages; stage++)
            {
                for (var i = first; i < first + together && made < count; i++, made++)
                    yield return i % 5 == 4 ? Heard(i, stage) : i % 3 == 0 ? Event(i, stage switch { 0 => 1, 1 => 0, _ => stage }) : Event(i, stage);
            }
        }
    }

    private static (string, byte[]) Event(int i, int stage)
    {
        var at = Start.AddSeconds(i).AddHours(stage * 20);
        var milestone = stage switch { 0 => "registered", 1 => "carrierScanned", 2 => "receivedAtHub", _ => "processed" };
        var items = stage switch
        {
            1 => "",
            3 => $$""","items":[{"sku":"SKU-{{i % 997}}","quantity":1,"found":true,"grade":"A","disposition":"{{(i % 4 == 0 ? "Quarantined" : "Restocked")}}"}]""",
            _ => $$""","items":[{"sku":"SKU-{{i % 997}}","quantity":1,"reasonCode":"R{{i % 7}}","wish":"refund","expected":true}]""",
        };
        return ("rebound-events", Bytes($$"""{"eventId":"e{{i}}-{{stage}}","occurredAt":"{{Time(at)}}","returnId":"R{{i}}","displayId":"D{{i}}","orderReference":"{{Order(i)}}","rma":"RMA{{i}}","channel":"amazon-seller","milestone":"{{milestone}}","flow":"hub","carrier":"DHL","trackingNumber":"JD{{i:D12}}"{{items}}}"""));
    }

    private static (string, byte[]) Heard(int i, int stage)
    {
        var at = Start.AddSeconds(i).AddHours(stage * 20);
        if (stage == 1)
            return ("happy-returns-labels", Bytes($$"""{"receivedAt":"{{Time(at)}}","delivery":{"event":"return_label_update","happyReturnsReturnID":"u{{i}}","happyReturnsExpressCode":"HR{{i:D6}}","labelID":"HR2{{i:D9}}"} }"""));
        var status = stage switch { 0 => "started", 2 => "dropped_off", _ => "approved" };
        return ("happy-returns-returns", Bytes($$"""{"receivedAt":"{{Time(at)}}","delivery":{"event":"return_status_updated","typeID":"{{status}}","retailerID":"r1","otherEvents":[{"event":"return_dropoff_method_created","typeID":"return-bar"}],"items":[{"happyReturnsItemID":"i{{i}}","happyReturnsReturnID":"u{{i}}","happyReturnsExpressCode":"HR{{i:D6}}","orderNumber":"{{Order(i)}}","orderLineItemID":"{{i}}-0-2","sku":"SKU-{{i % 997}}","returnReason":"R{{i % 7}}"}]} }"""));
    }

    private static string Order(int i) => string.Create(CultureInfo.InvariantCulture, $"302-{i / 10_000_000 + 1_000_000:D7}-{i % 10_000_000:D7}");

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static byte[] Bytes(FormattableString json) => Encoding.UTF8.GetBytes(FormattableString.Invariant(json));
}
