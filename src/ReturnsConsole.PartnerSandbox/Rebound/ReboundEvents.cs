using System.Globalization;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Rebound;

/// <summary>The push message. No reference of it is public: it holds what a connector can defend, nothing more.</summary>
internal static class ReboundEvents
{
    public static byte[] Body(ReboundReturn parcel, string milestone, DateTime at)
    {
        var item = parcel.Item;
        return Answer.Bytes(new
        {
            eventId = $"{parcel.Id}-{milestone}",
            occurredAt = at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            returnId = parcel.Id,
            displayId = parcel.DisplayId,
            orderReference = item.OrderReference,
            channel = item.Channel,
            milestone,
            flow = parcel.Flow switch { ReboundFlow.Hub => "hub", ReboundFlow.Direct => "dtr", _ => "rlib" },
            items = new[]
            {
                new
                {
                    sku = item.Sku,
                    quantity = item.Quantity,
                    reasonCode = parcel.Reason,
                    reasonText = parcel.Reason,
                    wish = "refund",
                    grade = parcel.Grade,
                    disposition = parcel.Disposition,
                    expected = true,
                    found = parcel.VerifiedBy is null ? null : (bool?)true,
                },
            },
            carrier = parcel.Carrier,
            trackingNumber = parcel.Tracking,
            refundValue = new { amount = Amounts.Text(item.Price), currency = item.Currency },
        });
    }
}
