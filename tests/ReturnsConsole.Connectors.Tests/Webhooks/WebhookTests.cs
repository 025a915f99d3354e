using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Connectors.Tests.Support;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Webhooks;

public sealed class WebhookTests
{
    private static readonly DateTime Now = Documents.At(12, 12);
    private static readonly byte[] Body = """{"event":"return_status_updated","typeID":"started","items":[]}"""u8.ToArray();

    [Theory]
    [InlineData("HMACSHA256", "hex", "", "body")]
    [InlineData("HMACSHA256", "base64", "sha256=", "timestamp.body")]
    [InlineData("HMACSHA512", "hex", "v1:", "timestamp.body")]
    [InlineData("HMACSHA1", "base64", "", "body")]
    public void Delivery_SignedAsAgreed_IsAccepted_AndNoOther(string algorithm, string encoding, string prefix, string signed)
    {
        var scheme = Scheme(("WebhookAlgorithm", algorithm), ("WebhookEncoding", encoding), ("WebhookPrefix", prefix), ("WebhookSigned", signed), ("WebhookTimestampHeader", "X-Time"));
        var time = new DateTimeOffset(Now).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var text = signed == "body" ? Body : [.. Encoding.UTF8.GetBytes(time + "."), .. Body];
        var mac = CryptographicOperations.HmacData(new HashAlgorithmName(algorithm[4..]), "secret"u8, text);
        var signature = prefix + (encoding == "hex" ? Convert.ToHexString(mac) : Convert.ToBase64String(mac));

        Assert.True(Verify(scheme, signature, time, Body).Accepted);
        Assert.False(Verify(scheme, signature, time, [.. Body, (byte)' ']).Accepted);
        Assert.False(Verify(scheme, signature[..^1], time, Body).Accepted);
        Assert.False(Verify(scheme, prefix, time, Body).Accepted);
        Assert.Equal(signed == "body", Verify(scheme, signature, (long.Parse(time, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), Body).Accepted);
        if (prefix.Length > 0)
            Assert.False(Verify(scheme, signature[prefix.Length..], time, Body).Accepted);
    }

    [Fact]
    public void Signature_WithAnyBitChanged_IsRefused()
    {
        var mac = HMACSHA256.HashData("secret"u8, Body);
        Prop.ForAll(Gen.Choose(0, 255).ToArbitrary(), bit =>
        {
            var changed = mac.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Verify(Scheme(), Convert.ToHexString(changed), null, Body).Accepted);
            Assert.True(Verify(Scheme(), Convert.ToHexStringLower(mac), null, Body).Accepted);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void Time_OutsideTheWindow_IsRefused(int seconds, bool accepted)
    {
        var scheme = Scheme(("WebhookTimestampHeader", "X-Time"), ("WebhookSigned", "timestamp.body"));
        var time = Now.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var signature = Convert.ToHexString(HMACSHA256.HashData("secret"u8, [.. Encoding.UTF8.GetBytes(time + "."), .. Body]));

        var verdict = Verify(scheme, signature, time, Body);

        Assert.Equal(accepted, verdict.Accepted);
        Assert.Equal(accepted, verdict.Reason.Length == 0);
        Assert.False(Verify(scheme, signature, "yesterday", Body).Accepted);
        Assert.False(Verify(scheme, signature, null, Body).Accepted);
    }

    [Fact]
    public void Secret_Missing_RefusesEverything()
    {
        var scheme = WebhookScheme.Of(Connection([]) with { Secrets = new Dictionary<string, string>() });

        var verdict = Verify(scheme, Convert.ToHexString(HMACSHA256.HashData(""u8, Body)), null, Body);

        Assert.False(verdict.Accepted);
        Assert.Contains("no webhook secret", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void PreviousSecret_IsAcceptedBesideTheNewOne()
    {
        var scheme = WebhookScheme.Of(Connection([]) with { Secrets = new Dictionary<string, string> { ["WebhookSecret"] = "new", ["WebhookSecretPrevious"] = "secret" } });

        Assert.True(Verify(scheme, Convert.ToHexString(HMACSHA256.HashData("secret"u8, Body)), null, Body).Accepted);
        Assert.True(Verify(scheme, "00, " + Convert.ToHexString(HMACSHA256.HashData("new"u8, Body)), null, Body).Accepted);
        Assert.False(Verify(scheme, Convert.ToHexString(HMACSHA256.HashData("old"u8, Body)), null, Body).Accepted);
        Assert.False(Verify(scheme, null, null, Body).Accepted);
        Assert.False(Verify(scheme, "1,2,3,4,5", null, Body).Accepted);
    }

    [Theory]
    [InlineData("WebhookAlgorithm", "MD5")]
    [InlineData("WebhookEncoding", "rot13")]
    [InlineData("WebhookToleranceSeconds", "-1")]
    [InlineData("WebhookSigned", "timestamp.body")]
    public void Scheme_ThatMakesNoSense_IsMisconfigured(string key, string value) =>
        Assert.Equal(PartnerFault.Misconfigured, Assert.Throws<PartnerException>(() => Scheme((key, value))).Fault);

    [Theory]
    [InlineData(PartnerKind.Rebound, """{"milestone":"registered"}""", "rebound-events")]
    [InlineData(PartnerKind.Rebound, """{"events":[{},{}]}""", "rebound-events rebound-events")]
    [InlineData(PartnerKind.HappyReturns, """[{"event":"return_status_updated"},{"event":"return_label_update"},{"event":"outbound_shipment_created"},{"event":"moon_landing"}]""", "happy-returns-returns happy-returns-labels happy-returns-shipments happy-returns-returns")]
    [InlineData(PartnerKind.Commercetools, """{"type":"Novelty"}""", "commercetools-messages")]
    [InlineData(PartnerKind.Rebound, "[]", "rebound-events")]
    [InlineData(PartnerKind.HappyReturns, "<html>", "happy-returns-returns")]
    [InlineData(PartnerKind.Commercetools, "", "commercetools-messages")]
    [InlineData(PartnerKind.Rebound, "{\"a\":\"\\ud800\"}", "rebound-events")]
    public void Delivery_OfAnyKind_BecomesDocuments_AndNoneIsSilent(PartnerKind kind, string body, string payloads)
    {
        var documents = WebhookDocuments.Of(kind, Encoding.UTF8.GetBytes(body), Now);

        Assert.Equal(payloads, string.Join(' ', documents.Select(d => d.Payload)));
        foreach (var document in documents)
        {
            var read = Documents.Read(document.Payload, Encoding.UTF8.GetString(document.Json.Span));
            Assert.True(read.RejectedRows.Count + read.Unknowns.Count + read.IgnoredRows.Count + read.PlatformReturns.Count > 0, document.Payload);
        }
    }

    [Fact]
    public void Delivery_ThatIsNotJson_KeepsNothingOfItsText()
    {
        var document = Assert.Single(WebhookDocuments.Of(PartnerKind.HappyReturns, "ann@example.org"u8.ToArray(), Now));

        Assert.DoesNotContain("ann", Encoding.UTF8.GetString(document.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_OfAQueue_AreInTheOrderOfTheirSequence()
    {
        var body = """[{"resource":{"id":"b"},"sequenceNumber":1,"id":"b1"},{"resource":{"id":"a"},"sequenceNumber":10,"id":"a10"},{"resource":{"id":"a"},"sequenceNumber":9,"id":"a9"}]"""u8.ToArray();

        Assert.Equal(["a9", "a10", "b1"], WebhookDocuments.Of(PartnerKind.Commercetools, body, Now).Select(d => System.Text.Json.JsonElement.Parse(d.Json.Span).GetProperty("id").GetString()));
    }

    [Fact]
    public void Identity_IsTheContent()
    {
        var one = WebhookDocuments.IdentityOf(PartnerKind.Rebound, """{"eventId":"1","x":2}"""u8.ToArray());

        Assert.Equal(64, one.Length);
        Assert.Equal(one, WebhookDocuments.IdentityOf(PartnerKind.Rebound, """{ "eventId" : "1", "x":2 }"""u8.ToArray()));
        Assert.NotEqual(one, WebhookDocuments.IdentityOf(PartnerKind.Rebound, """{"eventId":"1","x":3}"""u8.ToArray()));
        Assert.NotEqual(one, WebhookDocuments.IdentityOf(PartnerKind.HappyReturns, """{"eventId":"1","x":2}"""u8.ToArray()));
        Assert.NotEqual(WebhookDocuments.IdentityOf(PartnerKind.Rebound, "a"u8.ToArray()), WebhookDocuments.IdentityOf(PartnerKind.Rebound, "b"u8.ToArray()));
    }

    private static WebhookVerdict Verify(WebhookScheme scheme, string? signature, string? time, byte[] body) =>
        WebhookSignatures.Verify(scheme, name => name == scheme.Header ? signature : name == "X-Time" ? time : null, body, Now);

    private static WebhookScheme Scheme(params (string Key, string Value)[] options) => WebhookScheme.Of(Connection(options));

    private static PartnerConnection Connection((string Key, string Value)[] options) => new()
    {
        Kind = PartnerKind.HappyReturns,
        Name = "HR",
        BaseUrl = new Uri("http://h"),
        Options = options.ToDictionary(o => o.Key, o => o.Value),
        Secrets = new Dictionary<string, string> { ["WebhookSecret"] = "secret" },
    };
}
