namespace ReturnsConsole.Demo.Month;

/// <summary>A believable month of one seller with three marketplaces, written as the partners' own files.</summary>
public static class DemoMonth
{
    /// <summary>Writes the files; the same day and seed give the same bytes. Existing files of the same names are replaced.</summary>
    /// <param name="folder">Created when missing.</param>
    /// <param name="asOf">The day the month is seen from: nothing happens on it or later, and refund deadlines lie around it.</param>
    /// <param name="seed">Another seed gives another month with as many planted cases.</param>
    public static DemoManifest Write(string folder, DateOnly asOf, ulong seed = 20_26)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Directory.CreateDirectory(folder);
        var now = asOf.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var books = Marketplace.All.Select(market => Book(market, now, seed)).ToList();
        var files = books.SelectMany(book => Files(Path.GetFullPath(folder), book, seed)).ToList();
        return new DemoManifest(
            files,
            [.. books.SelectMany(book => book.Planted).OrderBy(item => item.Kind)],
            books.Sum(book => book.Orders.Count),
            books.Sum(book => book.Returns.Count + book.FbaReturns.Count),
            books.Sum(book => book.Refunds.Count));
    }

    private static MonthBook Book(Marketplace market, DateTime now, ulong seed)
    {
        var book = new MonthBook(market, now, Stream("book"));
        var orders = new OrderBook(market, now, Stream("orders"));
        book.Orders = orders.Make();
        var flow = new ReturnFlow(book, Stream("returns"));
        flow.Run();
        flow.ReimburseWarehouseDamage(market.Orders / 300);
        new Planting(book, orders, Stream("planting")).Run();
        return book;

        SeededRandom Stream(string part) => SeededRandom.For(seed, $"{market.Code}/{part}");
    }

    private static List<DemoFile> Files(string folder, MonthBook book, ulong seed)
    {
        var market = book.Market;
        var files = new List<DemoFile>();
        var settlement = new SettlementFile(book, SeededRandom.For(seed, $"{market.Code}/settlement"));
        Add("all-orders", "txt", DemoFileKind.AmazonAllOrders, path => OrdersFile.Write(path, book));
        Add("returns", "tsv", DemoFileKind.AmazonReturnsFlat, path => ReturnsFiles.WriteFlat(path, book));
        if (book.Returns.Exists(book.InXml))
            Add("returns", "xml", DemoFileKind.AmazonReturnsXml, path => ReturnsFiles.WriteXml(path, book));

        Add("fba-returns", "txt", DemoFileKind.AmazonFbaReturns, path => FbaFiles.WriteReturns(path, book));
        Add("fba-reimbursements", "txt", DemoFileKind.AmazonFbaReimbursements, path => FbaFiles.WriteReimbursements(path, book));
        for (var i = 0; i < 2; i++)
        {
            var period = i;
            Add($"settlement-{settlement.SettlementId(period)}", "txt", DemoFileKind.AmazonSettlementV2, path => settlement.Write(path, period));
        }

        Add("receipts", "csv", DemoFileKind.ConsoleReceipts, path => ReceiptsFile.Write(path, book));
        return files;

        void Add(string name, string extension, DemoFileKind kind, Action<string> write)
        {
            var path = Path.Combine(folder, $"{market.SalesChannel.ToLowerInvariant()}-{name}.{extension}");
            write(path);
            files.Add(new DemoFile(path, market.Account, kind));
        }
    }
}
