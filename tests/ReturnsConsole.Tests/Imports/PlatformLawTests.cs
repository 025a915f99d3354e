using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using Xunit;
using static ReturnsConsole.Tests.Imports.PlatformPayloads;

namespace ReturnsConsole.Tests.Imports;

/// <summary>Whatever the order in which platforms' events come, however they are cut into files and however often they are told: the same returns, receipts and cases.</summary>
public sealed class PlatformLawTests
{
    private static readonly string[] Orders = ["302-0000001-0000000", "302-0000002-0000000"];

    [Fact]
    public void Events_InAnyOrderAndRepeated_LeaveTheSameReturnsReceiptsAndCases()
    {
        var parcels = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var told = Enumerable.Range(0, random.Next(3, 16)).Select(_ => Tell(random)).ToList();
            var other = told.Concat(told.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(other);
            using var one = After(told, random);
            using var two = After(other, random);
            var facts = Facts(one);
            Assert.Equal(facts, Facts(two));
            Import(one, other, random);
            Assert.Equal(facts, Facts(one));
            Assert.NotEmpty(facts);
            parcels += facts.Count(f => f.StartsWith("Parcel", StringComparison.Ordinal));
        }));
        Assert.True(parcels > 10, "the events told of parcels that found their items");
    }

    private static ImportHouse After(IReadOnlyList<Document> told, System.Random random)
    {
        var house = new ImportHouse();
        house.Clock.Advance(TimeSpan.FromDays(40));
        Import(house, told, random);
        return house;
    }

    /// <summary>Files of one kind each, as the documents come.</summary>
    private static void Import(ImportHouse house, IReadOnlyList<Document> told, System.Random random)
    {
        for (var at = 0; at < told.Count;)
        {
            var count = 1;
            while (at + count < told.Count && told[at + count].Kind == told[at].Kind && random.Next(3) > 0)
                count++;
            var file = house.ImportAsync("told.json", PlatformPayloads.File(told.Skip(at).Take(count))).GetAwaiter().GetResult();
            Assert.Empty(house.Errors);
            Assert.True(file.Status is ImportStatus.Done or ImportStatus.AlreadyImported, file.Message);
            Assert.Equal(0, file.Rejected);
            at += count;
        }
    }

    private static List<string> Facts(ImportHouse house)
    {
        new Reconcile(house.Database, Options.Create(new ReconciliationSettings()), house.Feed, house.Clock).RunAsync("test", full: false, default).GetAwaiter().GetResult();
        using var db = house.Database.CreateDbContext();
        return [
            .. db.ReturnItems.AsNoTracking().AsEnumerable().Select(All).Order(StringComparer.Ordinal),
            .. db.GoodsReceipts.AsNoTracking().AsEnumerable().Select(All).Order(StringComparer.Ordinal),
            .. db.ManifestItems.AsNoTracking().AsEnumerable().Select(All).Order(StringComparer.Ordinal),
            .. db.ReturnSightings.AsNoTracking().AsEnumerable().Select(s => $"{s.About} {s.Channel} {s.NaturalKey} {s.Hash} {s.UpdatedAt:s}").Order(StringComparer.Ordinal),
            .. db.Cases.AsNoTracking().Where(c => c.Status == CaseStatus.Open).AsEnumerable().Select(c => $"{c.Kind} {c.SubjectKey} {c.AtRisk} {c.Sentence}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Every property but those that say where in which file it stood.</summary>
    private static string All<T>(T fact) => typeof(T).Name + " " + string.Join(' ', typeof(T).GetProperties().Where(p => p.Name is not ("Id" or "FileId" or "Line" or "Part"))
        .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}={(p.GetValue(fact) is DateTime at ? at.ToString("O", CultureInfo.InvariantCulture) : p.GetValue(fact))}")));

    private static Document Tell(System.Random random)
    {
        var at = At(random.Next(8));
        var number = random.Next(2);
        return random.Next(6) switch
        {
            0 => Event("R" + number, Milestone(random), at, tracking: Maybe(random, "T" + random.Next(3)), display: Maybe(random, "D" + number), order: Maybe(random, Orders[number])),
            1 => Event("R" + number, Milestone(random), at, Units(random, (sku, r) => Item(sku, Maybe(r, "Restocked", "Quarantined"), Maybe(r, "A", "C"), r.Next(4) == 0 ? false : null, Maybe(r, "odd reason"))), Maybe(random, Orders[number]), Maybe(random, "T" + random.Next(3)), pallet: Maybe(random, "P1")),
            2 => Return("R" + number, At(0), random.Next(4) == 0 ? null : at, Pick(random, "Entered Our Network", "Arrived at Our Hub", "Delivered", "somewhere"), Units(random, (sku, r) => LegacyItem(sku, r.Next(2) == 0 ? null : Pick(r, "Restocked", "Quarantined", "Rejected"), Maybe(r, "T" + r.Next(3)))), Orders[number], Maybe(random, "T" + random.Next(3))),
            3 => Tracking("T" + random.Next(3), Maybe(random, Orders[number]), ("Entered Our Network", at), (Pick(random, "Arrived at Our Hub", "Delivered"), at.AddHours(random.Next(3)))),
            4 => Label(at, "HRAB2BF" + number, "BAG" + random.Next(3)),
            _ => Heard(at, "u" + number, "HRAB2BF" + number, Events(random), [.. Enumerable.Range(0, random.Next(1, 3)).Select(i => ("I" + number + i, $"77-{i}-2", Orders[random.Next(2)], Maybe(random, "BAG" + random.Next(3))))]),
        };
    }

    private static JsonArray Units(System.Random random, Func<string, System.Random, JsonObject> item) => [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => item("S" + random.Next(2), random))];

    private static List<(string, string)> Events(System.Random random)
    {
        (string, string)[] all = [("return_status_updated", "started"), ("return_dropoff_method_created", Pick(random, "mail", "return-bar")), ("return_status_updated", "dropped_off"), ("return_status_updated", "expired")];
        random.Shuffle(all);
        return [.. all.Take(random.Next(1, 4))];
    }

    private static string Milestone(System.Random random) => Pick(random, "registered", "carrierScanned", "receivedAtHub", "processed", "delivered", "cancelled");

    private static string Pick(System.Random random, params string[] of) => of[random.Next(of.Length)];

    private static string? Maybe(System.Random random, params string[] of) => random.Next(2) == 0 ? null : Pick(random, of);
}
