using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Access;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Outbox;

/// <summary>What a person may do about a message, and what of it stays in the audit trail.</summary>
public sealed class DecideMessageTests : IDisposable
{
    private readonly AccessHouse house = new();
    private int partner;

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData(Role.Finance, false)]
    [InlineData(Role.Warehouse, false)]
    [InlineData(Role.Cx, false)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Admin, true)]
    public async Task Role_DecidesOrDoesNot(Role role, bool may)
    {
        var actor = await house.PersonAsync("pat", role);
        var id = await AddAsync(OutboxStatus.GaveUp);

        var retried = await house.Get<DecideMessage>().RetryAsync(actor, id, 0, false, "once more", CancellationToken.None);
        var cancelled = await house.Get<DecideMessage>().CancelAsync(actor, id, may ? 1 : 0, "no longer", CancellationToken.None);

        Assert.Equal(may ? (OutcomeKind.Done, OutcomeKind.Done) : (OutcomeKind.Forbidden, OutcomeKind.Forbidden), (retried.Kind, cancelled.Kind));
        Assert.Equal(may ? OutboxStatus.Cancelled : OutboxStatus.GaveUp, (await MessageAsync(id)).Status);
    }

    [Fact]
    public async Task Company_NotGranted_IsNotDecidedAbout()
    {
        var id = await AddAsync(OutboxStatus.GaveUp);
        await house.AddAsync("elsewhere", Role.Admin, allCompanies: false);
        var actor = await house.SignInAsync("elsewhere");

        var answer = await house.Get<DecideMessage>().RetryAsync(actor, id, 0, false, "once more", CancellationToken.None);

        Assert.Equal(OutcomeKind.Forbidden, answer.Kind);
        Assert.Equal(OutboxStatus.GaveUp, (await MessageAsync(id)).Status);
    }

    [Fact]
    public async Task Retry_LeavesWhoWhenWhyInTheAuditTrail_AndBeginsAnew()
    {
        await house.AddAsync("pat", Role.Admin);
        var id = await AddAsync(OutboxStatus.GaveUp);
        house.Clock.Advance(TimeSpan.FromDays(3));
        var actor = await house.SignInAsync("pat");

        Assert.True((await house.Get<DecideMessage>().RetryAsync(actor, id, 0, false, "  their service is back  ", CancellationToken.None)).Succeeded);

        var message = await MessageAsync(id);
        Assert.Equal((OutboxStatus.Waiting, 0, null, "", house.Clock.Now, house.Clock.Now), (message.Status, message.Attempts, message.EndedAt, message.Reference, message.NextAt, message.DueSince));
        var entry = (await house.TrailAsync()).Last(e => e.Action == "outbox.retried");
        Assert.Equal(("pat", "outbox", "key", "{\"status\":\"GaveUp\"}", "{\"status\":\"Waiting\"}", "their service is back"), (entry.ActorName, entry.SubjectKind, entry.SubjectId, entry.Before, entry.After, entry.Why));
    }

    [Fact]
    public async Task Decision_OnAnOldView_OrWithoutAReason_ChangesNothing()
    {
        var actor = await house.PersonAsync("pat", Role.Admin);
        var id = await AddAsync(OutboxStatus.GaveUp);
        var trail = (await house.TrailAsync()).Count;

        Assert.Equal(OutcomeKind.Conflict, (await house.Get<DecideMessage>().CancelAsync(actor, id, 7, "no longer", CancellationToken.None)).Kind);
        Assert.Equal(OutcomeKind.Refused, (await house.Get<DecideMessage>().CancelAsync(actor, id, 0, "  ", CancellationToken.None)).Kind);
        Assert.Equal(OutcomeKind.Refused, (await house.Get<DecideMessage>().CancelAsync(actor, 999, 0, "no longer", CancellationToken.None)).Kind);

        Assert.Equal(OutboxStatus.GaveUp, (await MessageAsync(id)).Status);
        Assert.Equal(trail, (await house.TrailAsync()).Count);
    }

    [Fact]
    public async Task Unknown_IsSentAgainOnlyWhenSomebodyVouches()
    {
        var actor = await house.PersonAsync("pat", Role.Admin);
        var id = await AddAsync(OutboxStatus.Unknown);

        var blind = await house.Get<DecideMessage>().RetryAsync(actor, id, 0, false, "once more", CancellationToken.None);
        var seen = await house.Get<DecideMessage>().RetryAsync(actor, id, 0, true, "looked it up", CancellationToken.None);

        Assert.Equal((OutcomeKind.Refused, OutcomeKind.Done), (blind.Kind, seen.Kind));
        Assert.Contains("Look it up", blind.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutboxStatus.Waiting, false, true)]
    [InlineData(OutboxStatus.Sending, false, false)]
    [InlineData(OutboxStatus.Pending, false, false)]
    [InlineData(OutboxStatus.Done, false, false)]
    [InlineData(OutboxStatus.Refused, true, true)]
    [InlineData(OutboxStatus.Unknown, true, true)]
    [InlineData(OutboxStatus.GaveUp, true, true)]
    [InlineData(OutboxStatus.Cancelled, false, false)]
    public async Task Status_AllowsRetryAndCancelOrNot(OutboxStatus status, bool retry, bool cancel)
    {
        var actor = await house.PersonAsync("pat", Role.Admin);
        var one = await AddAsync(status, "one");
        var two = await AddAsync(status, "two");

        Assert.Equal(retry, (await house.Get<DecideMessage>().RetryAsync(actor, one, 0, true, "looked it up", CancellationToken.None)).Succeeded);
        Assert.Equal(cancel, (await house.Get<DecideMessage>().CancelAsync(actor, two, 0, "no longer", CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Unknown_Cancelled_IsNotCalledTakenBack()
    {
        var actor = await house.PersonAsync("pat", Role.Admin);
        var id = await AddAsync(OutboxStatus.Unknown);

        var answer = await house.Get<DecideMessage>().CancelAsync(actor, id, 0, "seen in their portal", CancellationToken.None);

        Assert.Contains("what the partner did stands", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryMessage_SurvivesTheDatabase_AndKnowsItsLane()
    {
        PartnerMessage[] all =
        [
            ToldPartners.Refund(("111-2222222-3333333", "7"), "k"), new ListingQuantityMessage("S", "M", "P", 3), new VendorStockMessage("W", "P", [("a", 1), ("b", 2)]),
            new CreditNoteMessage("N", house.Clock.Now, "EUR", 5, "R", "B", "I", "D", "RR", house.Clock.Now, "A", [new(1, "v", "a", 2, 3, "po")]), new ReturnInfoMessage("O", "L", 1, "K", "T", house.Clock.Now),
            new ReturnShipmentStateMessage("O", "K", "Unusable"), new ReturnPaymentStateMessage("O", "K", "Refunded"), new StockIncreaseMessage("S", 2, "C"), new PaymentRefundMessage("P", 12, "EUR"),
            new ReturnContentsMessage([new("i", "b", house.Clock.Now, "d")]), new StoredFeedMessage("T", ["M"], "hash", "text/xml; charset=UTF-8", 7),
            new ListingIncreaseMessage("S", "M", 3) { Read = new("SHIRT", 4, house.Clock.Now) },
        ];

        Assert.Equal(OutboxKinds.All.Order(), all.Select(OutboxKinds.NameOf).Order());
        foreach (var message in all)
        {
            var body = OutboxKinds.Write(message);
            Assert.Equal(body, OutboxKinds.Write(OutboxKinds.Read(OutboxKinds.NameOf(message), body)));
            Assert.InRange(OutboxKinds.LaneOf(message).Length, 0, OutboxMessage.LaneLength);
        }
        Assert.Equal(64, OutboxKinds.LaneOf(new ListingQuantityMessage(new string('x', 500), "M", "P", 1)).Length);
        Assert.Single(all.Where(m => m is ReturnInfoMessage or ReturnShipmentStateMessage or ReturnPaymentStateMessage).Select(OutboxKinds.LaneOf).Distinct());
        Assert.Equal("2", ((VendorStockMessage)OutboxKinds.Read("vendor-stock", OutboxKinds.Write(all[2]))).Items[1].Quantity.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task OldMessages_AreForgotten_TheirKeysAreNot()
    {
        var actor = await house.PersonAsync("pat", Role.Admin);
        var done = await AddAsync(OutboxStatus.Done, "done", house.Clock.Now);
        var open = await AddAsync(OutboxStatus.Unknown, "open");
        house.Clock.Advance(TimeSpan.FromDays(ForgetMessages.KeptDays - 1));
        await house.Get<ForgetMessages>().RunAsync(CancellationToken.None);
        Assert.NotEqual("", (await MessageAsync(done)).Body);

        house.Clock.Advance(TimeSpan.FromDays(2));
        await house.Get<ForgetMessages>().RunAsync(CancellationToken.None);

        Assert.Equal("", (await MessageAsync(done)).Body);
        Assert.NotEqual("", (await MessageAsync(open)).Body);
        await using var db = house.Open();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        Assert.False(await house.Get<OutboxWriter>().AddAsync(db, actor, partner, "done", "s", new StockIncreaseMessage("S", 1, null), CancellationToken.None));
    }

    private async Task<OutboxMessage> MessageAsync(long id)
    {
        await using var db = house.Open();
        return await db.OutboxMessages.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    private async Task<long> AddAsync(OutboxStatus status, string key = "key", DateTime? ended = null)
    {
        await using var db = house.Open();
        if (partner == 0)
        {
            var company = new Company { Name = "Northwind" };
            db.Companies.Add(company);
            await db.SaveChangesAsync();
            var account = new Account { CompanyId = company.Id, Name = "Shop" };
            db.Accounts.Add(account);
            await db.SaveChangesAsync();
            var added = new Partner { AccountId = account.Id, Kind = PartnerKind.Commercetools, Name = "Shop", BaseUrl = "http://127.0.0.1:1", CreatedAt = house.Clock.Now };
            db.Partners.Add(added);
            await db.SaveChangesAsync();
            partner = added.Id;
        }
        var message = new OutboxMessage
        {
            PartnerId = partner,
            Kind = "commercetools-stock",
            Key = key,
            Body = OutboxKinds.Write(new StockIncreaseMessage("S", 1, null)),
            Lane = "stock//S",
            Subject = "SKU S",
            CreatedAt = house.Clock.Now,
            CreatedBy = "test",
            Status = status,
            Attempts = 5,
            Reference = "ref",
            EndedAt = ended ?? (status is OutboxStatus.Refused or OutboxStatus.GaveUp ? house.Clock.Now : null),
        };
        db.OutboxMessages.Add(message);
        await db.SaveChangesAsync();
        return message.Id;
    }
}
