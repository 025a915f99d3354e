using System.Globalization;

namespace ReturnsConsole.Demo.Month;

internal enum Category
{
    Apparel,
    Shoes,
    Jewellery,
    Electronics,
    Home,
    Kitchen,
    Sports,
    Toys,
    Beauty,
}

/// <summary>One article of the seller, sold under the same SKU everywhere.</summary>
/// <param name="BasePrice">US price in cents.</param>
/// <param name="Weight">Weight class 1–4: decides the fulfilment fee.</param>
internal sealed record Article(string Sku, string Asin, string Fnsku, Category Category, string Name, string GermanName, long BasePrice, int Weight)
{
    /// <summary>Prices end in 9, as prices do.</summary>
    public long PriceIn(Marketplace market) => Math.Max(599, (((BasePrice * market.PriceLevel / 100) + 5) / 10 * 10) - 1);

    public string NameIn(Marketplace market) => market.German ? GermanName : Name;

    public int CommissionPercent => Category switch
    {
        Category.Electronics => 8,
        Category.Apparel or Category.Shoes => 17,
        Category.Jewellery => 20,
        _ => 15,
    };
}

/// <summary>About 120 articles: families in sizes and colours.</summary>
internal static class Catalogue
{
    private sealed record Family(string Code, Category Category, string Name, string GermanName, long Price, int Weight, string Variants);

    private static readonly Family[] Families =
    [
        new("NRD-TEE", Category.Apparel, "Nordvale Organic Cotton T-Shirt", "Nordvale T-Shirt aus Bio-Baumwolle", 2_190, 1, "S M L XL"),
        new("NRD-HOOD", Category.Apparel, "Nordvale Brushed Hoodie", "Nordvale Kapuzenpullover, angeraut", 5_490, 2, "S M L XL"),
        new("NRD-RAIN", Category.Apparel, "Nordvale Packable Rain Jacket", "Nordvale Regenjacke für unterwegs", 8_990, 2, "S M L XL"),
        new("NRD-CHNO", Category.Apparel, "Nordvale Stretch Chino", "Nordvale Stretch-Chino für Männer", 4_990, 2, "30 32 34 36"),
        new("LUM-DRS", Category.Apparel, "Lumière Jersey Midi Dress", "Lumière Midikleid aus Jersey", 4_590, 1, "XS S M L"),
        new("LUM-CARD", Category.Apparel, "Lumière Merino Cardigan", "Lumière Strickjacke aus Merinowolle", 7_490, 1, "S M L"),
        new("LUM-BELT", Category.Apparel, "Lumière Leather Belt", "Lumière Ledergürtel", 2_990, 1, "85 95 105"),
        new("TRK-RUN", Category.Shoes, "Trekko Daily Running Shoes", "Trekko Laufschuhe für jeden Tag", 7_990, 2, "38 40 42 44 45"),
        new("TRK-HIKE", Category.Shoes, "Trekko Waterproof Hiking Boots", "Trekko Wanderstiefel, wasserdicht", 12_990, 3, "38 40 42 44"),
        new("TRK-SLIP", Category.Shoes, "Trekko Felt Slippers", "Trekko Hausschuhe aus Filz", 3_490, 1, "37 39 41 43"),
        new("PRV-CHAIN", Category.Jewellery, "Privosa Sterling Silver Chain", "Privosa Silberkette 925, für Damen", 3_990, 1, "45 50 55"),
        new("PRV-RING", Category.Jewellery, "Privosa Stacking Ring Set", "Privosa Ringset zum Kombinieren", 2_790, 1, "52 54 56"),
        new("VLT-BUDS", Category.Electronics, "Voltera Wireless Earbuds", "Voltera Kopfhörer, kabellos", 5_990, 1, "BLK WHT"),
        new("VLT-SPKR", Category.Electronics, "Voltera Bluetooth Speaker", "Voltera Bluetooth-Lautsprecher", 7_990, 2, "BLK BLU RED"),
        new("VLT-PBNK", Category.Electronics, "Voltera Power Bank 20,000 mAh", "Voltera Zusatzakku 20.000 mAh", 3_990, 2, "BLK WHT"),
        new("VLT-CHRG", Category.Electronics, "Voltera 65 W USB-C Charger", "Voltera USB-C-Ladegerät 65 W", 3_490, 1, "US UK EU"),
        new("VLT-CABL", Category.Electronics, "Voltera Braided USB-C Cable", "Voltera USB-C-Kabel, geflochten", 1_290, 1, "1M 2M 3M"),
        new("VLT-WCAM", Category.Electronics, "Voltera Full HD Webcam", "Voltera Webcam Full HD", 6_490, 1, "STD"),
        new("HRT-LAMP", Category.Home, "Hearthside LED Desk Lamp", "Hearthside LED-Schreibtischlampe", 4_490, 2, "BLK WHT OAK"),
        new("HRT-CUSH", Category.Home, "Hearthside Linen Cushion Cover, Set of 2", "Hearthside Kissenhüllen aus Leinen, 2 Stück", 2_490, 1, "SAND SAGE RUST"),
        new("HRT-THRW", Category.Home, "Hearthside Waffle Throw", "Hearthside Waffelpiqué-Überwurf", 3_990, 2, "CREAM GREY"),
        new("HRT-CLCK", Category.Home, "Hearthside Silent Wall Clock", "Hearthside Wanduhr, geräuschlos", 2_990, 2, "BLK OAK"),
        new("HRT-SHLF", Category.Home, "Hearthside Floating Shelf", "Hearthside Wandregal, schwebend", 3_490, 4, "40 60 80"),
        new("KOK-PRESS", Category.Kitchen, "Kokki Café Press", "Kokki Kaffeebereiter Café", 2_990, 2, "350 600 1000"),
        new("KOK-KNIF", Category.Kitchen, "Kokki Chef's Knife", "Kokki Kochmesser", 4_990, 1, "15 20"),
        new("KOK-PAN", Category.Kitchen, "Kokki Carbon Steel Pan", "Kokki Pfanne aus Karbonstahl", 5_490, 4, "20 24 28"),
        new("KOK-JARS", Category.Kitchen, "Kokki Storage Jars, Set of 4", "Kokki Vorratsgläser, 4 Stück", 3_290, 3, "CLR AMB"),
        new("KOK-MUG", Category.Kitchen, "Kokki Stoneware Mug", "Kokki Becher aus Steinzeug", 1_490, 2, "BLU GRN WHT"),
        new("SPT-MAT", Category.Sports, "Sportiva Home Yoga Mat", "Sportiva Yogamatte für zu Hause", 3_290, 2, "TEAL PLUM GREY"),
        new("SPT-BAND", Category.Sports, "Sportiva Resistance Bands", "Sportiva Fitnessbänder", 1_990, 1, "LITE MED STR"),
        new("SPT-ROLL", Category.Sports, "Sportiva Massage Roller", "Sportiva Faszienrolle", 2_490, 2, "33 45"),
        new("SPT-BTL", Category.Sports, "Sportiva Insulated Bottle", "Sportiva Isolierflasche", 2_790, 1, "500 750"),
        new("PLY-BLOC", Category.Toys, "Playwood Building Blocks, 100 Pieces", "Playwood Holzbausteine, 100 Stück", 3_990, 3, "NAT COL"),
        new("PLY-PUZ", Category.Toys, "Playwood Jigsaw 1,000 Pieces", "Playwood Puzzle 1.000 Teile", 1_690, 1, "SEA CITY FOX"),
        new("PLY-TRAIN", Category.Toys, "Playwood Train Set", "Playwood Holzeisenbahn", 5_990, 3, "STD XL"),
        new("BLM-SERM", Category.Beauty, "Bloom Vitamin C Serum", "Bloom Vitamin-C-Serum für jede Haut", 2_290, 1, "30 50"),
        new("BLM-SOAP", Category.Beauty, "Bloom Olive Oil Soap, Set of 3", "Bloom Olivenölseife, 3 Stück", 1_290, 1, "STD"),
        new("BLM-BRSH", Category.Beauty, "Bloom Detangling Brush", "Bloom Entwirrbürste", 1_490, 1, "ROSE SAGE"),
    ];

    public static IReadOnlyList<Article> Articles { get; } = [.. Families.SelectMany(Variants)];

    /// <summary>A few articles sell most; the tail is long.</summary>
    public static IReadOnlyList<int> Popularity { get; } =
        [.. Articles.Select((article, _) => 40 + (int)(SeededRandom.Mix(Number(article.Sku)) % 40) + (SeededRandom.Mix(Number(article.Sku) + 1) % 9 == 0 ? 260 : 0))];

    private static IEnumerable<Article> Variants(Family family)
    {
        foreach (var variant in family.Variants.Split(' '))
        {
            var sku = $"{family.Code}-{variant}";
            var code = SeededRandom.For(7, sku);
            var suffix = variant == "STD" ? "" : $", {variant}";
            yield return new Article(
                sku, "B0" + Code(code, 8), "X00" + Code(code, 7), family.Category, family.Name + suffix, family.GermanName + suffix, family.Price, family.Weight);
        }
    }

    private static string Code(SeededRandom random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => random.PerMille(500) ? random.Digits(1) : random.UpperCase(1)));

    private static ulong Number(string sku) =>
        ulong.Parse(SeededRandom.For(11, sku).Digits(12), CultureInfo.InvariantCulture);
}
