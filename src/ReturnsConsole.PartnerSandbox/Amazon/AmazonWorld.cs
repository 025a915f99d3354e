using System.IO.Compression;
using ReturnsConsole.PartnerSandbox.Amazon.Life;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Amazon.Vendor;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon;

/// <summary>Amazon's side of the world: three sellers, one vendor, and the files between us.</summary>
internal sealed class AmazonWorld
{
    private const int SmallDocument = 4_096;
    private readonly Dictionary<string, AmazonDocument> _documents = new(StringComparer.Ordinal);
    private long _number = 50_000_000_000;

    public AmazonWorld(SandboxWorld world)
    {
        Accounts = AmazonMarket.All.ToDictionary(market => market.Key, market => new AmazonAccount(market), StringComparer.Ordinal);
        Money = new MoneyFlow(world);
        Life = new OrderLife(world);
        Vendor = new VendorWorld(world);
    }

    public IReadOnlyDictionary<string, AmazonAccount> Accounts { get; }

    public MoneyFlow Money { get; }

    public OrderLife Life { get; }

    public VendorWorld Vendor { get; }

    /// <summary>Numbers as Amazon gives them to reports and feeds.</summary>
    public string NextNumber() => (_number += 7).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public AmazonDocument? Document(string id) => _documents.GetValueOrDefault(id);

    public AmazonDocument AddUpload(string account, string contentType)
    {
        var document = new AmazonDocument($"amzn1.tortuga.4.na.{Guid.NewGuid()}", account, contentType, null, false);
        return _documents[document.Id] = document;
    }

    public void Fill(AmazonDocument document, byte[] content) => _documents[document.Id] = document with { Content = content };

    /// <summary>Keeps a file that Amazon made; what is not small is kept and served as gzip.</summary>
    public AmazonDocument AddMade(string account, string? contentType, byte[] content)
    {
        var gzip = content.Length > SmallDocument;
        var document = new AmazonDocument($"amzn1.spdoc.1.4.na.{Guid.NewGuid()}", account, contentType, gzip ? Compress(content) : content, gzip);
        return _documents[document.Id] = document;
    }

    private static byte[] Compress(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);

        return packed.ToArray();
    }
}
