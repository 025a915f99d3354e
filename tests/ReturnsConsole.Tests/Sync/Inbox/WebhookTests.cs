using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Inbox;

/// <summary>Deliveries over real HTTP against the application as it is started.</summary>
public sealed class WebhookTests(InboxHouse house) : IClassFixture<InboxHouse>
{
    [Theory]
    [InlineData("HMACSHA256", "hex", "", "body", "")]
    [InlineData("HMACSHA256", "base64", "sha256=", "timestamp.body", "X-Time")]
    [InlineData("HMACSHA512", "hex", "v1:", "timestamp.body", "X-Time")]
    [InlineData("HMACSHA512", "base64", "", "body", "X-Time")]
    [InlineData("HMACSHA1", "hex", "sha1=", "body", "")]
    [InlineData("HMACSHA1", "base64", "", "timestamp.body", "X-Time")]
    public async Task Scheme_Agreed_IsTakenAndNothingElse(string algorithm, string encoding, string prefix, string signed, string timeHeader)
    {
        var name = $"{algorithm}-{encoding}-{signed}".Replace('.', '-');
        var partner = await house.AddAsync(name, PartnerKind.Rebound, options: [("WebhookAlgorithm", algorithm), ("WebhookEncoding", encoding), ("WebhookPrefix", prefix), ("WebhookSigned", signed), ("WebhookTimestampHeader", timeHeader)]);
        var body = Encoding.UTF8.GetBytes($$"""{"milestone":"registered","occurredAt":"2026-08-12T12:05:00Z","returnId":"{{name}}"}""");
        var now = DateTimeOffset.UtcNow;

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(now, body, "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(now, [.. body, (byte)' '], InboxHouse.Secret, body));
        if (timeHeader.Length > 0)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(now.AddSeconds(-400), body, InboxHouse.Secret));
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(now.AddSeconds(400), body, InboxHouse.Secret));
        }
        Assert.Empty(await house.MessagesAsync(partner));
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(now, body, InboxHouse.Secret));
        Assert.Equal(InboxStatus.Stored, Assert.Single(await house.MessagesAsync(partner)).Status);

        async Task<HttpStatusCode> SendAsync(DateTimeOffset at, byte[] sent, string secret, byte[]? signedBody = null)
        {
            var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var text = signedBody ?? sent;
            var mac = CryptographicOperations.HmacData(new HashAlgorithmName(algorithm[4..]), Encoding.UTF8.GetBytes(secret), signed == "body" ? text : [.. Encoding.UTF8.GetBytes(time + "."), .. text]);
            var signature = prefix + (encoding == "hex" ? Convert.ToHexString(mac) : Convert.ToBase64String(mac));
            using var answer = await house.PushAsync($"rebound/{name}", sent, ("X-Signature", signature), ("X-Time", time));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Stranger_LearnsNothing_WhateverIsWrong()
    {
        await house.AddAsync("Known");
        await house.AddAsync("No secret", secret: "");
        var off = await house.AddAsync("Off");
        await house.AddAsync("Seller", PartnerKind.AmazonSeller);
        Assert.True((await house.Get<SwitchPartner>().RunAsync(Actor.System, off, on: false, CancellationToken.None)).Succeeded);
        var body = InboxHouse.Started(1);
        var good = ("X-Hr-Signature", InboxHouse.Sign(body));
        var cases = new (string Path, (string, string)[] Headers)[]
        {
            ("happy-returns/Known", [("X-Hr-Signature", InboxHouse.Sign(body, "wrong"))]), ("happy-returns/Known", [("X-Hr-Signature", "zz")]), ("happy-returns/Known", []), ("happy-returns/Unknown", [good]), ("happy-returns/known", [good]),
            ("happy-returns/No%20secret", [("X-Hr-Signature", InboxHouse.Sign(body, "k"))]), ("happy-returns/Off", [good]), ("rebound/Known", [good]), ("nobody/Known", [good]), ("99/Known", [good]), ("amazonseller/Seller", [good]),
            ($"happy-returns/{new string('x', 200)}", [good]), ("happy-returns/%2e%2e%2fKnown", [good]),
        };

        var answers = new List<string>();
        foreach (var (path, headers) in cases)
        {
            using var answer = await house.PushAsync(path, Encoding.UTF8.GetBytes(body), headers);
            answers.Add($"{(int)answer.StatusCode} {string.Join(',', answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}={string.Join('|', h.Value)}").Order())} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.StartsWith("401 ", answers[0], StringComparison.Ordinal);
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        await using var db = house.Open();
        Assert.False(await db.InboxMessages.AnyAsync(m => m.PartnerId == off));
    }

    [Fact]
    public async Task SwitchedOnAgain_IsHeardAtOnce()
    {
        var partner = await house.AddAsync("On and off");
        using (var first = await house.PushAsync("On and off", InboxHouse.Started(2)))
            Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        await house.Get<SwitchPartner>().RunAsync(Actor.System, partner, on: false, CancellationToken.None);
        using (var refused = await house.PushAsync("On and off", InboxHouse.Started(3)))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await house.Get<SwitchPartner>().RunAsync(Actor.System, partner, on: true, CancellationToken.None);
        using var again = await house.PushAsync("On and off", InboxHouse.Started(3));

        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
    }

    [Fact]
    public async Task SameContent_IsOneDelivery_HoweverOftenAndHoweverWritten()
    {
        var partner = await house.AddAsync("Again");
        var body = InboxHouse.Started(4);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using var answer = await house.PushAsync("Again", i % 2 == 0 ? body : body.Replace(",", " , ", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }));
        using var other = await house.PushAsync("Again", body.Replace("started", "dropped_off", StringComparison.Ordinal));

        var kept = await house.MessagesAsync(partner);
        Assert.Equal([20, 1], kept.Select(m => m.Deliveries).OrderDescending());

        await house.Get<ProcessInbox>().RunAsync(CancellationToken.None);
        using var late = await house.PushAsync("Again", body);
        Assert.Equal(0, await house.Get<ProcessInbox>().RunAsync(CancellationToken.None));
        Assert.Equal([(InboxStatus.Processed, 21), (InboxStatus.Processed, 1)], (await house.MessagesAsync(partner)).Select(m => (m.Status, m.Deliveries)).OrderByDescending(m => m.Deliveries));
    }

    [Fact]
    public async Task Body_OverTheLimit_IsRefused_DeclaredOrNot()
    {
        await house.AddAsync("Large");
        var large = new byte[(10 * 1024 * 1024) + 1];
        var fits = Encoding.UTF8.GetBytes("\"" + new string('x', (10 * 1024 * 1024) - 2) + "\"");
        using var declared = await house.PushAsync("happy-returns/Large", large, ("X-Hr-Signature", "00"));
        using var streamed = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/happy-returns/Large") { Content = new StreamContent(new Endless(large)) };
        streamed.Headers.TransferEncodingChunked = true;
        using var refused = await house.Sender.SendAsync(streamed);
        using var taken = await house.PushAsync("happy-returns/Large", fits, ("X-Hr-Signature", Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(InboxHouse.Secret), fits))));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.Accepted), (declared.StatusCode, refused.StatusCode, taken.StatusCode));
    }

    [Fact]
    public async Task WrongMethodsAndForeignSites_AreRefused()
    {
        await house.AddAsync("Known");
        using var get = await house.Sender.GetAsync("/api/v1/webhooks/happy-returns/Known");
        using var foreign = await house.PushAsync("happy-returns/Known", Encoding.UTF8.GetBytes(InboxHouse.Started(5)), ("X-Hr-Signature", InboxHouse.Sign(InboxHouse.Started(5))), ("Origin", "https://elsewhere.example"));

        Assert.NotEqual(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    private sealed class Endless(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}

public sealed class WebhookLimitTests(WebhookLimitTests.Few house) : IClassFixture<WebhookLimitTests.Few>
{
    [Fact]
    public async Task Flood_IsTurnedAwayForASecond_AndTheRestIsTaken()
    {
        var partner = await house.AddAsync("Flood");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var answer = await house.PushAsync("Flood", InboxHouse.Started(i));
            return (answer.StatusCode, Wait: answer.Headers.RetryAfter?.Delta);
        }));

        Assert.Contains((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), answers);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests, a.StatusCode.ToString()));
        // What was acknowledged is there, and nothing else.
        Assert.Equal(answers.Count(a => a.StatusCode == HttpStatusCode.Accepted), (await house.MessagesAsync(partner)).Count);
    }

    [Fact]
    public async Task StoreThatFails_IsNotAcknowledged()
    {
        await house.AddAsync("Broken");
        await using (var db = house.Open())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE InboxMessages RENAME TO Elsewhere");
        try
        {
            HttpResponseMessage answer;
            do
            {
                // The other test may have used up the allowance.
                answer = await house.PushAsync("Broken", InboxHouse.Started(1));
            }
            while (answer.StatusCode == HttpStatusCode.TooManyRequests);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30), ""), (answer.StatusCode, answer.Headers.RetryAfter?.Delta, await answer.Content.ReadAsStringAsync()));
            answer.Dispose();
        }
        finally
        {
            await using var db = house.Open();
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Elsewhere RENAME TO InboxMessages");
        }
    }

    public sealed class Few : InboxHouse
    {
        protected override void Configure(WebApplicationBuilder builder)
        {
            base.Configure(builder);
            builder.Configuration.AddInMemoryCollection([new("Sync:WebhooksPerSecond", "5")]);
        }
    }
}
