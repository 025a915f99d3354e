using System.Globalization;

namespace ReturnsConsole.Demo.Month;

/// <summary>Plants the mishaps of one marketplace on orders that nothing else has happened to, one mishap per order.</summary>
internal sealed class Planting
{
    /// <summary>Days after which goods that never came are an error.</summary>
    private const int Waiting = 14;

    /// <summary>How old cases are, in days: most are fresh, a few have been left lying.</summary>
    private static readonly (int From, int To, int Weight)[] Ages = [(1, 2, 43), (3, 7, 36), (8, 14, 10), (15, 21, 11)];

    private readonly MonthBook _book;
    private readonly OrderBook _orders;
    private readonly SeededRandom _random;
    private readonly List<OrderLine> _free;

    public Planting(MonthBook book, OrderBook orders, SeededRandom random)
    {
        _book = book;
        _orders = orders;
        _random = random;
        _free = [.. book.Orders.Where(order => order.State == OrderState.Shipped && order.Lines.Count == 1).Select(order => order.Lines[0]).Where(line => !line.Taken && line.GiftWrap == 0)];
        random.Shuffle(_free);
    }

    public void Run()
    {
        foreach (var plan in PlantedCases.Plan)
        {
            for (var i = 0; i < plan.Count(_book.Market); i++)
                Plant(plan.Mishap, i);
        }

        UnmapReasons();
    }

    private void Plant(Mishap mishap, int index)
    {
        switch (mishap)
        {
            case Mishap.OrphanWithoutReturn: Orphan(fba: false, withReturn: false); break;
            case Mishap.OrphanOfFba: Orphan(fba: true, withReturn: false); break;
            case Mishap.OrphanWithoutGoods: Orphan(fba: false, withReturn: true); break;
            case Mishap.RefundedTwice: RefundedTwice(); break;
            case Mishap.RefundedTooMuch: RefundedTooMuch(); break;
            case Mishap.RefundDue: RefundDue(index); break;
            case Mishap.RefundOfUnknownOrder: RefundOfUnknownOrder(); break;
            case Mishap.LabelWithoutGoods: LabelWithoutGoods(); break;
            case Mishap.ParcelWithoutReturn: ParcelWithoutReturn(); break;
            case Mishap.ReceiptOfUnknownOrder: ReceiptWithoutOrder(_orders.NewOrderId(), "the order id on the slip is in no orders report"); break;
            case Mishap.ReceiptOfNoOrder: ReceiptWithoutOrder("", "the parcel came without any order id"); break;
            case Mishap.OtherArticleReceived: OtherArticleReceived(); break;
            case Mishap.UnitMissing: UnitMissing(); break;
            case Mishap.OrderIdMissing: OrderIdMissing(); break;
            case Mishap.UnmappedReason: break;
            default: WrongAmount(mishap); break;
        }
    }

    private void Orphan(bool fba, bool withReturn)
    {
        var posted = _book.WorkingHour(Waiting + Age(13));
        var line = Take(posted.AddDays(-3), line => line.Order.Fba == fba && (withReturn || line.PaidShipping == 0));
        var item = withReturn ? _book.Register(line, line.Quantity, posted.AddDays(-1), ReturnReasons.BuyerFault(_random), prepaid: false, sent: false) : null;
        var parts = item is null ? RefundParts.Due(line, line.Quantity, shippingBack: false) : Due(item);
        _book.Refund(line, posted, parts, item);
        Note(PlantedKind.OrphanedRefund, line, parts.Net, withReturn ? "refunded, a return was opened, the goods never came" : "refunded without any return");
    }

    private void RefundedTwice()
    {
        var item = Returned(_ => true, daysAgo: 1 + Age(3), firstScan: true, out var received);
        var parts = Due(item);
        _book.Refund(item.Line, received.AddDays(-3), parts, item);
        _book.Refund(item.Line, received.AddHours(20), parts, item);
        Note(PlantedKind.DuplicateRefund, item.Line, (parts.Net * 2) - item.Line.Paid, "Amazon refunded at the first scan, the seller again after receipt");
    }

    private void RefundedTooMuch()
    {
        var item = Returned(line => line.PaidShipping == 0, daysAgo: 1 + Age(3), firstScan: false, out var received);
        var parts = Due(item) with { Goodwill = 1_500 };
        _book.Refund(item.Line, received.AddHours(20), parts, item);
        Note(PlantedKind.DuplicateRefund, item.Line, parts.Net - item.Line.Paid, "refunded more than the buyer paid");
    }

    private void WrongAmount(Mishap mishap)
    {
        var wanted = mishap switch
        {
            Mishap.TaxNotRefunded => (Func<OrderLine, bool>)(line => line.UnitTax > 100 && line.PaidShipping == 0),
            Mishap.ShippingRefundedUnasked or Mishap.ShippingNotRefunded => line => line.PaidShipping > 0,
            Mishap.UnitNotRefunded => line => line.Quantity == 2 && line.PaidShipping == 0,
            _ => line => line.PaidShipping == 0 && line.UnitPrice > 2_000,
        };
        var item = Returned(wanted, 4 + Age(18), firstScan: false, out var received, sellerFault: mishap == Mishap.ShippingNotRefunded);
        var line = item.Line;
        var due = Due(item);
        var (paid, story) = mishap switch
        {
            Mishap.TaxNotRefunded => (due with { Tax = 0 }, "the sales tax was not refunded"),
            Mishap.ShippingRefundedUnasked => (due with { Shipping = line.Shipping, ShippingTax = line.ShippingTax }, "shipping was refunded although the buyer changed their mind"),
            Mishap.ShippingNotRefunded => (due with { Shipping = 0, ShippingTax = 0 }, "shipping was not refunded although the seller was at fault"),
            Mishap.UnitNotRefunded => (RefundParts.Due(line, 1, shippingBack: false), "two units came back, one was refunded"),
            _ => (due with { Principal = due.Principal - (due.Principal * _random.Pick([15, 20, 25, 30, 50]) / 100) }, "less was refunded than was due, and no restocking fee explains it"),
        };
        _book.Refund(line, received.AddHours(_random.Between(3, 40)), paid, item);
        Note(PlantedKind.RefundAmountBreak, line, paid.Net - due.Net, story);
    }

    private void RefundDue(int index)
    {
        var item = Returned(_ => true, ReceiptDaysAgo(index), firstScan: false, out _, grade: _random.Pick(["A", "A", "B"]));
        Note(PlantedKind.RefundDue, item.Line, Due(item).Net, "the goods are accepted, the refund is due in these days");
    }

    /// <summary>
    /// The last day of receipt whose refund deadline is not after the sample's day, for every fourth not after the day before: whatever the hour and the
    /// weekday, the refund is due within a day or late.
    /// </summary>
    private int ReceiptDaysAgo(int index)
    {
        var latest = _book.Now.AddDays(index % 4 == 3 ? -1 : 0);
        var daysAgo = 1;
        while (_book.Now.AddDays(-daysAgo).DayOfWeek == DayOfWeek.Sunday || Deadline(_book.Now.AddDays(-daysAgo)) > latest)
            daysAgo++;

        return daysAgo;
    }

    /// <summary>Four calendar days in the US, else two business days.</summary>
    private DateTime Deadline(DateTime received)
    {
        if (_book.Market.Code == "US")
            return received.AddDays(4);

        var day = received;
        for (var businessDays = 0; businessDays < 2;)
        {
            day = day.AddDays(1);
            if (!IsWeekend(day))
                businessDays++;
        }

        return day;
    }

    private static bool IsWeekend(DateTime day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private void RefundOfUnknownOrder()
    {
        var posted = _book.WorkingHour(2 + Age(21));
        var line = _orders.MakeUnknown(posted.AddDays(-_random.Between(50, 90))).Lines[0];
        var parts = RefundParts.Due(line, line.Quantity, shippingBack: false);
        _book.Refund(line, posted, parts);
        Note(PlantedKind.UnmatchedSettlementLine, line, parts.Net, "a refund of an order that is in no orders report");
    }

    private void LabelWithoutGoods()
    {
        var requested = _book.WorkingHour(Waiting + Age(12));
        var line = Take(requested.AddDays(-1), line => !line.Order.Fba);
        _book.Register(line, line.Quantity, requested, ReturnReasons.ForMerchant(line, _random), prepaid: true);
        Note(PlantedKind.DarkReturn, line, line.Paid, "Amazon's prepaid label was given out weeks ago, nothing has arrived");
    }

    private void ParcelWithoutReturn()
    {
        var received = _book.WorkingHour(Age(16));
        var line = Take(received.AddDays(-3), line => !line.Order.Fba);
        line.Taken = true;
        _book.Receipts.Add(_book.Receipt(line.Order.OrderId, "", line.Sku, line.Quantity, _book.Parcel().TrackingId, received, grade: "C"));
        Note(PlantedKind.DarkReturn, line, line.Paid, "a parcel is at the dock, no return was ever requested");
    }

    private void ReceiptWithoutOrder(string orderId, string story)
    {
        var article = _random.Pick(Catalogue.Articles);
        var receipt = _book.Receipt(orderId, "", article.Sku, 1, _book.Parcel().TrackingId, _book.WorkingHour(Age(21)), grade: "");
        _book.Receipts.Add(receipt);
        _book.Planted.Add(new PlantedCase(PlantedKind.ReceiptWithoutOrder, _book.Market.Account, receipt.Reference, article.Sku, 0, _book.Market.Currency, story));
    }

    private void OtherArticleReceived()
    {
        var received = _book.WorkingHour(Age(14));
        var line = Take(received.AddDays(-7), line => !line.Order.Fba);
        var item = _book.Register(line, line.Quantity, received.AddDays(-6), ReturnReasons.BuyerFault(_random), prepaid: true, firstScan: true);
        _book.Refund(line, received.AddDays(-3), Due(item), item);
        var other = _random.Pick([.. Catalogue.Articles.Where(article => article.Category == line.Article.Category && article.Sku != line.Sku)]);
        _book.Receive(item, received, quantity: line.Quantity, sku: other.Sku);
        Note(PlantedKind.SkuMismatch, line, line.Paid, $"{other.Sku} came back instead");
    }

    private void UnitMissing()
    {
        var received = _book.WorkingHour(3 + Age(14));
        var line = Take(received.AddDays(-5), line => !line.Order.Fba && line.Quantity == 2 && line.PaidShipping == 0);
        var item = _book.Register(line, 2, received.AddDays(-4), ReturnReasons.BuyerFault(_random), prepaid: true);
        _book.Receive(item, received, quantity: 1, grade: "A");
        var parts = RefundParts.Due(line, 1, shippingBack: false);
        _book.Refund(line, received.AddHours(9), parts, item);
        Note(PlantedKind.QuantityMismatch, line, parts.Net, "two units were announced, one came back and was refunded");
    }

    private void OrderIdMissing()
    {
        var requested = _book.WorkingHour(Age(14));
        var line = Take(requested.AddDays(-1), line => !line.Order.Fba);
        var item = _book.Register(line, line.Quantity, requested, ReturnReasons.BuyerFault(_random), prepaid: false, sent: false, withoutOrderId: true);
        _book.Planted.Add(new PlantedCase(
            PlantedKind.MissingOrderKey, _book.Market.Account, item.RmaId, line.Sku, line.Paid, _book.Market.Currency, "the returns report shows no order id"));
    }

    private void UnmapReasons()
    {
        var count = PlantedCases.Plan.Single(plan => plan.Mishap == Mishap.UnmappedReason).Count(_book.Market);
        var planted = _book.Planted.Select(item => item.Subject).ToHashSet();
        var clean = _book.Returns
            .Where(item => item.ReceivedUtc is not null && item.Refunded is not null && item.Line.PaidShipping == 0 && item.ClaimId is null && item.RequestedUtc > _book.Now.AddDays(-9) && !planted.Contains(item.Line.Order.OrderId))
            .ToList();
        _random.Shuffle(clean);
        var code = ReturnReasons.Unmapped(_book.Market);
        foreach (var item in clean.Take(count))
            item.Reason = code;

        _book.Planted.Add(new PlantedCase(
            PlantedKind.UnmappedReasonCode, _book.Market.Account, code, "", 0, _book.Market.Currency,
            string.Create(CultureInfo.InvariantCulture, $"{count} returns give a reason that nobody has mapped")));
    }

    /// <summary>A return of a whole line whose goods came back so many days ago.</summary>
    private PlannedReturn Returned(
        Func<OrderLine, bool> wanted, int daysAgo, bool firstScan, out DateTime received, bool sellerFault = false, string? grade = null)
    {
        received = _book.WorkingHour(daysAgo);
        var line = Take(received.AddDays(-6), line => !line.Order.Fba && wanted(line));
        var reason = sellerFault ? ReturnReasons.ClearSellerFault(_random) : ReturnReasons.BuyerFault(_random);
        var item = _book.Register(line, line.Quantity, received.AddDays(-5).AddHours(-2), reason, prepaid: firstScan || _random.PerMille(500), firstScan: firstScan);
        _book.Receive(item, received, grade: grade);
        return item;
    }

    /// <summary>What is due for all that a return announces. Planted orders have one line, so it is the whole order.</summary>
    private RefundParts Due(PlannedReturn item) => RefundParts.Due(item.Line, item.Quantity, item.ShippingBack || _book.Market.ShippingBackOnWithdrawal);

    /// <summary>Days since a case must have opened.</summary>
    private int Age(int most)
    {
        var ages = Ages.Where(age => age.From <= most).ToList();
        var (from, to, _) = ages[_random.Weighted([.. ages.Select(age => age.Weight)])];
        return Math.Min(_random.Between(from, Math.Min(to, most)), _random.Between(from, Math.Min(to, most)));
    }

    private OrderLine Take(DateTime deliveredBefore, Func<OrderLine, bool> wanted)
    {
        var at = _free.FindIndex(line => line.Order.DeliveredUtc < deliveredBefore && wanted(line));
        if (at < 0)
            throw new InvalidOperationException($"{_book.Market.Account} has no order left for a planted case.");

        var line = _free[at];
        _free.RemoveAt(at);
        return line;
    }

    private void Note(PlantedKind kind, OrderLine line, long amount, string story) =>
        _book.Planted.Add(new PlantedCase(kind, _book.Market.Account, line.Order.OrderId, line.Sku, amount, _book.Market.Currency, story));
}
