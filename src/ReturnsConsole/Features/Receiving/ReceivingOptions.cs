namespace ReturnsConsole.Features.Receiving;

/// <summary>Section "Receiving".</summary>
public sealed class ReceivingOptions
{
    /// <summary>Days from the first scan until a parcel is usually at the dock.</summary>
    public int TransitDays { get; set; } = 5;

    /// <summary>Days from the request of a return that nobody has scanned until it is usually at the dock.</summary>
    public int ReturnDays { get; set; } = 14;

    /// <summary>Returns that were asked for longer ago are not expected any more; other lists hold them.</summary>
    public int ExpectedDays { get; set; } = 60;

    /// <summary>For so long a grading can be taken back without a reason by who gave it.</summary>
    public int UndoMinutes { get; set; } = 10;

    /// <summary>Beginnings of SKUs that are not sold again once opened.</summary>
    public string[] NotSoldOnceOpened { get; set; } = [];

    /// <summary>What is looked at, by kind of item. The first whose SKUs fit; an item that fits none has the general list.</summary>
    public List<Checklist> Checklists { get; set; } = [];

    public Checklist ChecklistOf(string sku) => Checklists.Find(c => Begins(c.Skus, sku)) ?? Checklist.General;

    public bool IsNotSoldOnceOpened(string sku) => Begins(NotSoldOnceOpened, sku);

    private static bool Begins(IEnumerable<string> starts, string sku) => starts.Any(s => s.Length > 0 && sku.StartsWith(s, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Points that a person ticks while grading.</summary>
public sealed class Checklist
{
    public const int MostPoints = 8;

    public static Checklist General { get; } = new() { Name = "Any item", Points = ["All parts are there", "No marks or stains", "Works as it should", "In its own packing"] };

    public string Name { get; set; } = "";

    /// <summary>Beginnings of the SKUs it is for.</summary>
    public string[] Skus { get; set; } = [];

    public string[] Points { get; set; } = [];
}
