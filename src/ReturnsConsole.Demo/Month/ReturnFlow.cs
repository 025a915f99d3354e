using System.Globalization;

namespace ReturnsConsole.Demo.Month;

/// <summary>
/// The returns that go as they should: every refund has its return and, unless it is younger than the waiting time, its goods; every accepted parcel has its refund.
/// </summary>
internal sealed class ReturnFlow(MonthBook book, SeededRandom random)
{
    /// <summary>Days between delivery and request.</summary>
    private static readonly int[] Lag = [30, 70, 90, 95, 85, 80, 75, 70, 55, 50, 45, 42, 40, 40, 30, 22, 18, 15, 12, 10, 8, 6, 5, 4, 3];

    private static readonly string[] Comments = ["", "", "", "Too small", "Does not fit", "Changed my mind", "Arrived broken", "Not what I expected", "Works, but too loud"];
    private static readonly string[] GermanComments = ["", "", "", "Zu klein", "Passt nicht", "Gefällt mir nicht", "Beschädigt angekommen", "Größe fällt anders aus"];

    public void Run()
    {
        foreach (var line in book.Orders.Where(order => order.State == OrderState.Shipped).SelectMany(order => order.Lines))
        {
            if (line.GiftWrap > 0 || !random.PerMille(ReturnReasons.Rate(line.Article.Category) * book.Market.ReturnRate / 100))
                continue;

            var requested = line.Order.DeliveredUtc.AddDays(random.Weighted(Lag)).AddMinutes(random.Between(60, 900));
            if (requested < book.Now.AddDays(-27) || requested > book.Now.AddHours(-8))
                continue;

            var quantity = line.Quantity > 1 && line.PaidShipping == 0 && line.ShippingPromotion == 0 && random.PerMille(600) ? 1 : line.Quantity;
            if (line.Order.Fba)
                ReturnToAmazon(line, quantity, requested);
            else
                ReturnToSeller(line, quantity, requested);
        }

        if (book.Market.ShippingBackOnWithdrawal)
            GiveShippingBack();
    }

    /// <summary>Where all of an order came back, the buyer's withdrawal gives the shipping back, whoever is at fault.</summary>
    private void GiveShippingBack()
    {
        foreach (var returns in book.Returns.Where(item => item.Refunded is not null).GroupBy(item => item.Line.Order).ToList())
        {
            if (!returns.Key.Lines.TrueForAll(line => returns.Any(item => item.Line == line && item.Quantity == line.Quantity)))
                continue;

            foreach (var item in returns.Where(item => item.Line.PaidShipping > 0 && !item.ShippingBack))
                book.AddShipping(item);
        }
    }

    private void ReturnToSeller(OrderLine line, int quantity, DateTime requested)
    {
        var reason = ReturnReasons.ForMerchant(line, random);
        if (random.PerMille(60))
        {
            // Asked for, never sent: no parcel, no refund.
            book.Register(line, quantity, requested, reason, prepaid: false, sent: false).Status = requested < book.Now.AddDays(-10) ? "Closed" : "Approved";
            return;
        }

        var firstScan = random.PerMille(book.Market.Code == "US" ? 380 : 260);
        var prepaid = firstScan || random.PerMille(600);
        var scanned = requested.AddMinutes(random.Between(900, 5_500));
        var received = OpeningHours(scanned.AddMinutes(random.Between(2_600, firstScan ? 8_000 : 6_500)));
        var item = book.Register(line, quantity, requested, reason, prepaid, sent: prepaid || scanned < book.Now, firstScan);
        if (firstScan)
        {
            var posted = scanned.AddMinutes(random.Between(20, 300));
            if (posted >= book.Now)
                return;

            book.Refund(line, posted, RefundParts.Due(line, quantity, item.ShippingBack), item);
            if (received < book.Now)
                book.Receive(item, received, grade: received > book.Now.AddHours(-20) ? "" : null);

            return;
        }

        // Goods that came in during the last days without a refund would be due; leave those parcels on the road.
        if (received > book.Now.AddHours(-52))
            return;

        book.Receive(item, received);
        var due = RefundParts.Due(line, quantity, item.ShippingBack);
        if (!item.SellerFault && random.PerMille(80))
            due = due with { RestockingFee = (due.Principal - due.Promotion) * random.Pick([10, 15, 20]) / 100 };

        book.Refund(line, received.AddMinutes(random.Between(90, 2_400)), due, item);
        if (item.SellerFault && random.PerMille(45))
            Claim(item, received);
    }

    /// <summary>The warehouse books parcels in by day, and not on Sundays.</summary>
    private DateTime OpeningHours(DateTime arrived) =>
        arrived.Date.AddDays(arrived.DayOfWeek == DayOfWeek.Sunday ? 1 : 0).AddMinutes(random.Between(8 * 60, 18 * 60)).AddSeconds(random.Below(60));

    private void Claim(PlannedReturn item, DateTime received)
    {
        item.ClaimId = random.Digits(10);
        item.ClaimedUtc = received.AddHours(20);
        item.ClaimPaid = received.AddDays(4) < book.Now ? item.Line.UnitPrice * item.Quantity / 2 : 0;
    }

    private void ReturnToAmazon(OrderLine line, int quantity, DateTime requested)
    {
        var posted = requested.AddMinutes(random.Between(700, 7_000));
        var received = posted.AddMinutes(random.Between(-400, 7_500));
        if (posted >= book.Now || received >= book.Now)
        {
            // Refunded at the first scan and still on the way is fine; anything later has not begun yet for the seller.
            if (posted < book.Now)
                book.Refund(line, posted, RefundParts.Due(line, quantity, shippingBack: false));

            return;
        }

        book.Refund(line, posted, RefundParts.Due(line, quantity, shippingBack: false));
        var reason = ReturnReasons.ForFba(line, random);
        var disposition = reason is "DEFECTIVE" ? "DEFECTIVE"
            : reason is "DAMAGED_BY_CARRIER" ? "CARRIER_DAMAGED"
            : random.PerMille(820) ? "SELLABLE" : "CUSTOMER_DAMAGED";
        var status = disposition == "CARRIER_DAMAGED" ? "Reimbursed" : random.PerMille(60) && disposition == "SELLABLE" ? "Repackaged Successfully" : "Unit returned to inventory";
        var center = random.Pick(book.Market.FulfillmentCenters);
        for (var unit = 0; unit < quantity; unit++)
        {
            book.FbaReturns.Add(new PlannedFbaReturn(
                line, received.AddMinutes(unit), center, disposition, reason, status, $"LPN{random.UpperCase(2)}{random.Digits(9)}", random.Pick(book.Market.German ? GermanComments : Comments)));
        }

        if (status == "Reimbursed" && received.AddDays(3) < book.Now)
            Reimburse(received.AddDays(2), line.Order.OrderId, "CustomerReturn", "REVERSAL_REIMBURSEMENT", line.Article, quantity);
    }

    /// <summary>Stock that Amazon lost or broke in its own warehouses.</summary>
    public void ReimburseWarehouseDamage(int count)
    {
        var sold = book.Orders.Where(order => order.Fba).ToList();
        for (var i = 0; i < count; i++)
        {
            var article = random.Pick(random.Pick(sold).Lines).Article;
            var approved = book.Now.AddDays(-27).AddMinutes(random.Below(26 * 24 * 60));
            Reimburse(approved, "", random.PerMille(600) ? "Damaged_Warehouse" : "Lost_Warehouse", "WAREHOUSE_DAMAGE", article, random.PerMille(800) ? 1 : 2);
        }
    }

    private void Reimburse(DateTime approved, string orderId, string reason, string line, Article article, int quantity)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{random.Between(10_000, 99_999)}{random.Digits(5)}");
        book.Reimbursements.Add(new PlannedReimbursement(
            approved, number, orderId.Length > 0 ? random.Digits(11) : "", orderId, reason, line, article, quantity, article.PriceIn(book.Market) * 3 / 4));
    }
}
