namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>Something the merchant sells, on Amazon and in the shop.</summary>
/// <param name="Price">Minor units, before tax in the US, with tax elsewhere.</param>
internal sealed record Article(string Sku, string Asin, string Title, string ProductType, long Price)
{
    public static readonly IReadOnlyList<Article> All =
    [
        new("TS-BLK-S", "B0SANDBX01", "T-shirt, black, S", "SHIRT", 19_90),
        new("TS-BLK-M", "B0SANDBX02", "T-shirt, black, M", "SHIRT", 19_90),
        new("JK-NVY-L", "B0SANDBX03", "Rain jacket, navy, L", "COAT", 89_00),
        new("JN-IND-32", "B0SANDBX04", "Jeans, indigo, 32", "PANTS", 59_95),
        new("SN-WHT-42", "B0SANDBX05", "Sneakers \u201CCafé\u201D, white, 42", "SHOES", 74_50),
        new("KT-STL-17", "B0SANDBX06", "Kettle, steel, 1.7 l", "KETTLE", 44_99),
        new("LP-DSK-01", "B0SANDBX07", "Desk lamp, größenverstellbar", "LAMP", 35_00),
        new("BG-CNV-20", "B0SANDBX08", "Backpack, canvas, 20 l", "BACKPACK", 64_00),
        new("HD-GRY-M", "B0SANDBX09", "Hoodie, grey, M", "SWEATSHIRT", 39_90),
        new("MG-CER-04", "B0SANDBX10", "Mugs, ceramic, set of 4", "MUG", 24_95),
        new("BT-SPK-02", "B0SANDBX11", "Bluetooth speaker", "SPEAKERS", 129_00),
        new("SO-WOL-39", "B0SANDBX12", "Wool socks, 39\u201342", "SOCKS", 12_49),
    ];
}
