namespace ReturnsConsole.Demo.Month;

/// <summary>What a written file is; the names are the console's file formats.</summary>
public enum DemoFileKind
{
    AmazonAllOrders,
    AmazonReturnsFlat,
    AmazonReturnsXml,
    AmazonFbaReturns,
    AmazonFbaReimbursements,
    AmazonSettlementV2,
    ConsoleReceipts,
}

/// <summary>One file of the month.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Account">Account that the file is imported for.</param>
/// <param name="Kind">What it is.</param>
public sealed record DemoFile(string Path, string Account, DemoFileKind Kind);

/// <summary>What was written.</summary>
/// <param name="Files">In the order in which to import them.</param>
/// <param name="PlantedCases">Every exception that the files hold.</param>
/// <param name="Orders">Orders in the orders reports.</param>
/// <param name="Returns">Return items: rows of the returns reports and units of the FBA returns reports.</param>
/// <param name="Refunds">Refunds in the settlements.</param>
public sealed record DemoManifest(IReadOnlyList<DemoFile> Files, IReadOnlyList<PlantedCase> PlantedCases, int Orders, int Returns, int Refunds);
