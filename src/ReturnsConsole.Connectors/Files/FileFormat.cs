namespace ReturnsConsole.Connectors.Files;

/// <summary>The file formats the console reads. Detection is by content, never by file name.</summary>
public enum FileFormat
{
    Unknown = 0,

    /// <summary>Amazon GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE: seller-fulfilled returns, tab separated, 32, 33 or 35 columns or a subset.</summary>
    AmazonReturnsFlat = 1,

    /// <summary>Amazon GET_XML_RETURNS_DATA_BY_RETURN_DATE.</summary>
    AmazonReturnsXml = 2,

    /// <summary>Amazon GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2: one amount per row.</summary>
    AmazonSettlementV2 = 3,

    /// <summary>Amazon GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE (withdrawn 2026-11-11, archive only): several amounts per row.</summary>
    AmazonSettlementV1 = 4,

    /// <summary>Amazon GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA.</summary>
    AmazonFbaReturns = 5,

    /// <summary>Amazon GET_FBA_REIMBURSEMENTS_DATA.</summary>
    AmazonFbaReimbursements = 6,

    /// <summary>Amazon GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL.</summary>
    AmazonAllOrders = 7,

    /// <summary>The console's own CSV of goods receipts and gradings; see Console/README.md.</summary>
    ConsoleReceipts = 8,
}

/// <summary>How numbers are written in one file. Decided once per file, never per cell.</summary>
public enum NumberCulture
{
    /// <summary>The file holds no number whose reading depends on the culture.</summary>
    Any = 0,

    /// <summary>1,234.56</summary>
    DecimalPoint = 1,

    /// <summary>1.234,56</summary>
    DecimalComma = 2,
}

/// <summary>How all-numeric dates are written in one file. Decided once per file, never per cell.</summary>
public enum DateOrder
{
    /// <summary>Year first or month by name: nothing to decide.</summary>
    Unambiguous = 0,
    DayFirst = 1,
    MonthFirst = 2,
}

/// <summary>How a file's bytes become text.</summary>
public enum FileEncoding
{
    Utf8 = 0,
    Utf8Bom = 1,
    Windows1252 = 2,
    ShiftJis932 = 3,
    Utf16 = 4,
}
