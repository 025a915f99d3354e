namespace ReturnsConsole.Features.Returns;

public enum ReceptionStatus : byte
{
    Expected = 0,
    InTransit = 1,
    AtHub = 2,
    Received = 3,
    Graded = 4,
    Dispositioned = 5,
}

public enum MappingStatus : byte
{
    Released = 0,
    Quarantined = 1,
}

public enum ConditionGrade : byte
{
    None = 0,
    A = 1,
    B = 2,
    C = 3,
    D = 4,
}

public enum Disposition : byte
{
    None = 0,
    Restocked = 1,
    Quarantined = 2,
    Scrapped = 3,
    ReturnedToCustomer = 4,
    Lost = 5,
}

public enum ReturnChannel : byte
{
    /// <summary>Seller-fulfilled, from Amazon's returns report.</summary>
    MerchantFulfilled = 0,

    /// <summary>Received by Amazon's own fulfilment centre.</summary>
    Fba = 1,

    /// <summary>From here on: as a returns platform or shop tells it. ReBound.</summary>
    Rebound = 2,

    /// <summary>Happy Returns.</summary>
    HappyReturns = 3,

    /// <summary>A return noted on an order in commercetools.</summary>
    Commercetools = 4,

    /// <summary>Authorised at the dock after the parcel had come.</summary>
    PostHoc = 5,
}
