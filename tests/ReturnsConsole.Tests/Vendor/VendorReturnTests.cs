using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Vendor;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Refunds.Support;
using ReturnsConsole.Tests.Support;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Vendor;

/// <summary>From Amazon's returns paper to the remittance, at a real console and a real sandbox.</summary>
public sealed class VendorReturnTests
{
    private const string Papers = """
        return id,returns reference,invoice number,vendor sku,quantity,unit cost,currency,return type,status,return date,purchase order
        RET-1,VRET100,INV-9,JK-NVY-L,3,20.00,EUR,Overstock,Shipped,2026-08-20,PO77
        RET-1,VRET100,INV-9,BT-SPK-02,2,10.50,EUR,Damaged,Shipped,2026-08-20,PO77
        """;

    [Fact]
    public async Task GoodsUnderAVendorReturnsNumber_AreNoReceiptWithoutOrder_WhicheverWasKnownFirst()
    {
        await using var house = await House.StartAsync();
        const string Receipts = "order_id,rma_id,sku,quantity,tracking_id,received_at,grade,disposition,source,reference\r\n,VRET100,JK-NVY-L,3,,2026-08-25T10:00:00Z,A,Restocked,Dock,D-1\r\n,STRANGER,JK-NVY-L,1,,2026-08-25T10:00:00Z,A,Restocked,Dock,D-2\r\n";
        await house.ImportAsync("receipts.csv", Receipts);
        Assert.Equal(2, await house.WithoutOrderAsync());
        await house.ImportAsync("returns.csv", Papers);
        Assert.Equal(1, await house.WithoutOrderAsync());
        await house.ImportAsync("later.csv", "order_id,rma_id,sku,quantity,tracking_id,received_at,grade,disposition,source,reference\r\n,RET-1,BT-SPK-02,2,,2026-08-26T10:00:00Z,A,Restocked,Dock,D-3\r\n");
        Assert.Equal(1, await house.WithoutOrderAsync());
        await house.Get<Reconcile>().RunAsync("test", full: true, CancellationToken.None);
        Assert.Equal(1, await house.WithoutOrderAsync());
    }

    [Fact]
    public async Task Return_ReceivedGradedSubmittedPaid_IsCreditedOnceAndEachStepIsSeen()
    {
        await using var house = await House.StartAsync();
        await house.ImportAsync("returns.csv", Papers);
        Assert.Equal(VendorStage.Announced, (await house.OneAsync()).Stage);
        await house.ReceiveAsync("JK-NVY-L", 3, graded: true);
        await house.ReceiveAsync("BT-SPK-02", 2, graded: false);
        Assert.Equal(VendorStage.Received, (await house.OneAsync()).Stage);
        Assert.Contains("not graded", (await house.OneAsync()).WhyNoCredit(), StringComparison.Ordinal);
        await house.GradeAsync();
        var due = await house.OneAsync();
        Assert.Equal((VendorStage.Processed, 81_00L, 81_00L), (due.Stage, due.CreditTotal, due.ReceivedValue!.Value));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => house.SubmitAsync(due))));
        Assert.Contains(answers, a => a.Succeeded);
        await using (var db = house.Sync.Open())
            Assert.Equal(1, await db.VendorCredits.CountAsync());
        await house.SendAsync();
        Assert.Equal(VendorStage.Validated, (await house.OneAsync()).Stage);
        Assert.Single((await house.Sandbox.LedgerAsync()), e => e.GetProperty("kind").GetString() == "creditNote");

        var number = (await house.OneAsync()).Credit!.Number;
        await house.ImportAsync("remittance.csv", $"payment number,invoice number,amount paid,currency,payment date\r\nPAY-5,{number},-81.00,EUR,2026-09-10\r\n");
        Assert.Equal(1, await house.Get<FollowVendorCredits>().RunAsync(CancellationToken.None));
        Assert.Equal(0, await house.Get<FollowVendorCredits>().RunAsync(CancellationToken.None));
        var paid = await house.OneAsync();
        Assert.Equal((VendorStage.Credited, VendorCreditState.Accepted, 0L), (paid.Stage, paid.Credit!.State, paid.MoneyDifference!.Value));
        Assert.Empty(await house.CasesAsync());
    }

    [Fact]
    public async Task Return_SilentTooLong_IsACaseUntilTheRemittanceShowsIt_AndAgainWhenItDiffers()
    {
        await using var house = await House.StartAsync();
        await house.ImportAsync("returns.csv", Papers);
        await house.ReceiveAsync("JK-NVY-L", 2, graded: true);
        Assert.Empty(await house.CasesAsync());
        house.Sandbox.Advance(TimeSpan.FromDays(15));
        Assert.Equal(CaseStatus.Open, Assert.Single(await house.CasesAsync()).Status);
        Assert.True((await house.SubmitAsync(await house.OneAsync())).Succeeded);
        await house.SendAsync();
        var number = (await house.OneAsync()).Credit!.Number;
        await house.ImportAsync("remittance.csv", $"payment number,invoice number,amount paid,currency,payment date\r\nPAY-5,{number},40.00,EUR,2026-09-10\r\n");
        Assert.NotEqual(CaseStatus.Open, Assert.Single(await house.CasesAsync()).Status);

        await house.ImportAsync("remittance2.csv", $"payment number,invoice number,amount paid,currency,payment date\r\nPAY-6,{number},-5.00,EUR,2026-09-12\r\n");

        var differs = Assert.Single(await house.CasesAsync());
        Assert.Equal(CaseStatus.Open, differs.Status);
        Assert.Equal(5_00, differs.AtRisk);
        Assert.True((await house.OneAsync()).Differs);
    }

    [Fact]
    public async Task CreditNote_WithoutItsReferences_OrByAStranger_IsRefused()
    {
        await using var house = await House.StartAsync();
        await house.ImportAsync("returns.csv", Papers);
        await house.ReceiveAsync("JK-NVY-L", 1, graded: true);
        var due = await house.OneAsync();

        Assert.Contains("invoice", (await house.SubmitAsync(due, w => w with { InvoiceNumber = " " })).Message, StringComparison.Ordinal);
        Assert.Contains("remit-to", (await house.SubmitAsync(due, w => w with { RemitTo = "" })).Message, StringComparison.Ordinal);
        Assert.Contains("ahead", (await house.SubmitAsync(due, w => w with { GoodsReturnedOn = house.Sandbox.Clock.Now.AddDays(9) })).Message, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Conflict, (await house.SubmitAsync(due, w => w with { Total = 1 })).Kind);
        Assert.False((await house.SubmitAsync(due, w => w with { Reference = "VRET999" })).Succeeded);
    }

    [Fact]
    public async Task List_FiltersAndExportsWhatFinanceClosesWith()
    {
        await using var house = await House.StartAsync();
        await house.ImportAsync("returns.csv", Papers + "\nRET-2,=HYPERLINK,,JK-NVY-L,1,20.00,EUR,Overstock,Shipped,2026-08-27,PO78\n");
        await house.ReceiveAsync("JK-NVY-L", 2, graded: true);
        var list = house.Get<VendorReturnList>();

        Assert.Equal(2, (await list.RunAsync(RefundHouse.Fina, new VendorFilter(), 1, CancellationToken.None)).Value!.Total);
        Assert.Equal("VRET100", Assert.Single((await list.RunAsync(RefundHouse.Fina, new VendorFilter(VendorShow.Differing), 1, CancellationToken.None)).Value!.Rows).Reference);
        Assert.Equal("VRET100", Assert.Single((await list.RunAsync(RefundHouse.Fina, new VendorFilter(VendorShow.Due), 7, CancellationToken.None)).Value!.Rows).Reference);
        Assert.Single((await list.RunAsync(RefundHouse.Fina, new VendorFilter(Week: VendorFilter.WeekOf("2026-W35")), 1, CancellationToken.None)).Value!.Rows);
        Assert.Null(VendorFilter.WeekOf("2026-W54"));
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Null(await house.Get<ExportVendorReturns>().RunAsync(RefundHouse.Fina, new VendorFilter(), () => text, CancellationToken.None));
        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains(lines, l => l.Contains(",'=HYPERLINK,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("VRET100,RET-1,\"Processed, no credit note\",5,2,2,3,EUR,81.00,40.00,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, 100L, null, false)]
    [InlineData(14, 100L, null, true)]
    [InlineData(13, 100L, null, false)]
    [InlineData(1, 100L, 100L, false)]
    [InlineData(1, 100L, 99L, true)]
    [InlineData(30, null, 99L, false)]
    public void Rule_OpensWhenSilentTooLongOrDifferent(int? gradedDaysAgo, long? value, long? credited, bool opens)
    {
        var now = new DateTime(2026, 9, 30, 12, 0, 0, DateTimeKind.Utc);
        var fact = new VendorReturnFact("VRET1", 4, gradedDaysAgo is { } days ? now.AddDays(-days) : null, value, "EUR", credited, now, "");

        Assert.Equal(opens, VendorCreditRule.Find(fact, 14, now) is not null);
    }

    private sealed class House : IAsyncDisposable
    {
        private readonly IHost node;
        private int receipts;

        private House(Sandbox sandbox, SyncHouse sync)
        {
            (Sandbox, Sync) = (sandbox, sync);
            node = sync.NewNode(services => services.Replace(ServiceDescriptor.Singleton<IAccessGuard>(new AllowAll())));
        }

        public Sandbox Sandbox { get; }

        public SyncHouse Sync { get; }

        public static async Task<House> StartAsync()
        {
            var sandbox = await Sandbox.StartAsync(null, "--Sandbox:RateFactor=1000");
            return new House(sandbox, await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor));
        }

        public T Get<T>()
            where T : notnull => node.Services.GetRequiredService<T>();

        public async Task ImportAsync(string name, string text)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            var received = await Get<ReceiveFile>().RunAsync(Actor.Terminal, Sync.Database.AccountId, name, content, CancellationToken.None);
            foreach (var file in received.Files)
                await Get<ImportRunner>().RunFileAsync(file.FileId, CancellationToken.None);
            await using var db = Sync.Open();
            var last = await db.SourceFiles.AsNoTracking().OrderByDescending(f => f.Id).FirstAsync();
            Assert.True(last is { Status: ImportStatus.Done, Rejected: 0 }, $"{last.Status}: {last.Message} {last.Question}");
        }

        /// <summary>Open cases of goods that fit no order, after a run.</summary>
        public async Task<int> WithoutOrderAsync()
        {
            await Get<Reconcile>().RunAsync("test", full: false, CancellationToken.None);
            await using var db = Sync.Open();
            return await db.Cases.CountAsync(c => c.Kind == CaseKind.ReceiptWithoutOrder && c.Status == CaseStatus.Open);
        }

        public async Task ReceiveAsync(string sku, int pieces, bool graded)
        {
            await using var db = Sync.Open();
            db.GoodsReceipts.Add(new GoodsReceipt
            {
                AccountId = Sync.Database.AccountId,
                OrderKey = 0,
                NaturalKey = $"dock-{++receipts}",
                RmaId = "VRET100",
                Sku = sku,
                Quantity = pieces,
                Source = "dock",
                ReceivedAt = Sandbox.Clock.Now,
                GradedAt = graded ? Sandbox.Clock.Now : null,
                Grade = graded ? ConditionGrade.A : ConditionGrade.None,
            });
            await db.SaveChangesAsync();
        }

        public async Task GradeAsync()
        {
            await using var db = Sync.Open();
            var now = Sandbox.Clock.Now;
            await db.GoodsReceipts.Where(r => r.GradedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.GradedAt, now));
        }

        public async Task<VendorReturn> OneAsync()
        {
            var found = await Get<VendorReturnList>().OneAsync(RefundHouse.Fina, Sync.Database.AccountId, "VRET100", CancellationToken.None);
            Assert.Null(found.Refusal);
            return found.Value!;
        }

        public Task<Outcome> SubmitAsync(VendorReturn due, Func<VendorCreditWish, VendorCreditWish>? change = null)
        {
            var wish = new VendorCreditWish(due.AccountId, due.Reference, due.Credits.Count + 1, due.CreditTotal, "SANDBOXVENDOR", "INV-9", "", due.ReceivedAt ?? Sandbox.Clock.Now);
            return Get<SubmitVendorCredit>().RunAsync(RefundHouse.Fina, change is null ? wish : change(wish), CancellationToken.None);
        }

        public async Task SendAsync()
        {
            for (var i = 0; i < 8; i++)
            {
                await Get<SendOutbox>().RunAsync(CancellationToken.None);
                await Get<FollowVendorCredits>().RunAsync(CancellationToken.None);
                Sandbox.Advance(TimeSpan.FromMinutes(3));
            }
        }

        public async Task<IReadOnlyList<ExceptionCase>> CasesAsync()
        {
            await Get<Reconcile>().RunAsync("test", true, CancellationToken.None);
            await using var db = Sync.Open();
            return await db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.CreditUnacknowledged).ToListAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Sync.DisposeAsync();
            await Sandbox.DisposeAsync();
        }
    }
}
