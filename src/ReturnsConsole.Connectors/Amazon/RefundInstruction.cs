namespace ReturnsConsole.Connectors.Amazon;

/// <summary>One refund as Amazon is to be told of it: one message of an OrderAdjustment document. Amounts for the line, in minor units, none below zero.</summary>
public sealed record RefundInstruction
{
    /// <summary>Our key; becomes MerchantAdjustmentItemID and comes back in settlements. At most 50 characters.</summary>
    public required string Key { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Amazon's order item code.</summary>
    public required string OrderItemId { get; init; }

    /// <summary>Code of the marketplace: "US", "DE".</summary>
    public required string Marketplace { get; init; }

    public required string Currency { get; init; }

    /// <summary>One of <see cref="RefundReasons.Adjustment"/>.</summary>
    public required string Reason { get; init; }

    public long ItemMinor { get; init; }

    public long TaxMinor { get; init; }

    public long ShippingMinor { get; init; }

    public long ShippingTaxMinor { get; init; }

    public long GiftWrapMinor { get; init; }

    public long GiftWrapTaxMinor { get; init; }

    /// <summary>Kept from the buyer.</summary>
    public long RestockingFeeMinor { get; init; }

    public long GoodwillMinor { get; init; }

    /// <summary>The part of a promotion that is taken back with the refund: the buyer never paid it.</summary>
    public long PromotionMinor { get; init; }
}

/// <summary>One cancelled order line: one message of an OrderAcknowledgement document with StatusCode Failure.</summary>
public sealed record CancelInstruction
{
    /// <summary>Our key. The document has no place for it: answers come by message number.</summary>
    public required string Key { get; init; }

    public required string OrderId { get; init; }

    public required string OrderItemId { get; init; }

    /// <summary>One of <see cref="RefundReasons.Cancellation"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>Null: the whole line.</summary>
    public int? Quantity { get; init; }
}

/// <summary>Why one message may not be sent as it is.</summary>
/// <param name="Message">1-based number in the order in which the instructions were given.</param>
public sealed record InstructionFault(int Message, string Key, string Problem);

/// <summary>A feed document as it is to be sent. With faults it has no content: the instructions named are to be left out or mended.</summary>
public sealed record InstructionDocument(string FeedType, string ContentType, ReadOnlyMemory<byte> Content, IReadOnlyList<InstructionFault> Faults);

/// <summary>Amazon's own words for why. Source: OrderAdjustment and OrderAcknowledgement, XSD.</summary>
public static class RefundReasons
{
    /// <summary>AdjustmentReason.</summary>
    public static IReadOnlyList<string> Adjustment { get; } =
    [
        "NoInventory", "CustomerReturn", "GeneralAdjustment", "CouldNotShip", "DifferentItem", "Abandoned", "CustomerCancel", "PriceError", "ProductOutofStock", "CustomerAddressIncorrect",
        "Exchange", "Other", "CarrierCreditDecision", "RiskAssessmentInformationNotValid", "CarrierCoverageFailure", "TransactionRecord", "Undeliverable", "RefusedDelivery",
    ];

    /// <summary>CancelReason.</summary>
    public static IReadOnlyList<string> Cancellation { get; } =
    [
        "NoInventory", "ShippingAddressUndeliverable", "CustomerExchange", "BuyerCanceled", "GeneralAdjustment", "CarrierCreditDecision", "RiskAssessmentInformationNotValid",
        "CarrierCoverageFailure", "CustomerReturn", "MerchandiseNotReceived", "CannotVerifyInformation", "PricingError", "RejectOrder", "WeatherDelay",
    ];
}
