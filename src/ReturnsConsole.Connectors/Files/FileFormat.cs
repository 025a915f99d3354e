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

    /// <summary>Vendor Central: goods that Amazon returns, as CSV.</summary>
    VendorReturns = 9,

    /// <summary>Vendor Central: payments with what they settle, as CSV.</summary>
    VendorRemittances = 10,

    /// <summary>Vendor Central: shortages and other debits, as CSV.</summary>
    VendorDebitNotes = 11,

    /// <summary>Vendor Central: disputes, as CSV.</summary>
    VendorDisputes = 12,

    /// <summary>Payloads from here on: one JSON document a line below a line that names them. Amazon orders 2026-01-01.</summary>
    AmazonOrderDocuments = 30,

    /// <summary>Amazon orders v0, order and items together.</summary>
    AmazonOrderV0Documents = 31,

    /// <summary>Amazon finance transactions 2024-06-19.</summary>
    AmazonTransactionDocuments = 32,

    /// <summary>Amazon financial events v0.</summary>
    AmazonFinancialEventDocuments = 33,

    /// <summary>Amazon vendor purchase orders v1.</summary>
    VendorPurchaseOrderDocuments = 34,

    /// <summary>Rebound returns, legacy API.</summary>
    ReboundReturnDocuments = 40,

    /// <summary>Rebound tracking, legacy API.</summary>
    ReboundTrackingDocuments = 41,

    /// <summary>Rebound return events, pushed.</summary>
    ReboundEventDocuments = 42,

    /// <summary>Rebound orders, legacy API.</summary>
    ReboundOrderDocuments = 43,

    /// <summary>Happy Returns returns: answers of the look-up and return.asn events, which have the same shape.</summary>
    HappyReturnsReturnDocuments = 50,

    /// <summary>Happy Returns consolidated shipments and their items.</summary>
    HappyReturnsShipmentDocuments = 51,

    /// <summary>Happy Returns label events.</summary>
    HappyReturnsLabelDocuments = 52,

    /// <summary>commercetools orders with their returns.</summary>
    CommercetoolsOrderDocuments = 60,

    /// <summary>commercetools inventory entries.</summary>
    CommercetoolsInventoryDocuments = 61,

    /// <summary>commercetools payments with their transactions.</summary>
    CommercetoolsPaymentDocuments = 62,

    /// <summary>commercetools subscription messages as a queue bridge delivers them.</summary>
    CommercetoolsMessageDocuments = 63,
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
