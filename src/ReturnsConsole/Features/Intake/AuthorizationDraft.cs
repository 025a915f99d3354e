using System.Globalization;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake;

/// <summary>A request held against the order it is about: refused with a reason, or what to write. No database.</summary>
internal sealed record AuthorizationDraft(ParcelOrder Order, ParcelLine? Line, DockReceipt? Receipt, bool IsAnnounced, Outcome? Refusal)
{
    public IReadOnlyCollection<long> Keys { get; private init; } = [];

    public static AuthorizationDraft Refused(string why) => new(Nothing, null, null, false, Outcome.Refused(why));

    /// <summary>Somebody else recorded something of the order first.</summary>
    public static AuthorizationDraft Overtaken(string why) => new(Nothing, null, null, false, Outcome.Conflict(why));

    /// <param name="receivedAt">When the parcel came, for one that lay on the shelf.</param>
    public static AuthorizationDraft Of(AuthorizeRequest request, ParcelOrder order, string reference, DateTime? receivedAt, string reasonCode)
    {
        if (request.Finding is ParcelFinding.EmptyBox or ParcelFinding.UnknownItem or ParcelFinding.WrongItem && request.PhotoId is null)
            return Refused($"Take a picture first: without one nobody can prove that it was {Article(request.Finding)}.");
        var line = order.Lines.FirstOrDefault(l => l.Sku == request.Sku && (request.OrderItemId.Length == 0 || l.OrderItemId == request.OrderItemId));
        if (line is null && request.Finding is not (ParcelFinding.UnknownItem or ParcelFinding.EmptyBox))
            return Refused("Choose which item of the order it is.");
        if (request.Finding == ParcelFinding.EmptyBox)
            return new(order, line, null, false, null) { Keys = KeysOf(order) };
        if (request.Quantity is < 1 or > 999)
            return Refused("How many pieces came? A number from 1.");
        if (line is not null && request.Finding != ParcelFinding.WrongItem && request.Quantity > line.Left)
        {
            return Refused(line.Left == 0
                ? $"All {(line.Ordered > 0 ? line.Ordered : line.InReturn).ToString(CultureInfo.InvariantCulture)} pieces of {line.Sku} have come already. If this is one more, choose Wrong item."
                : $"Only {line.Left.ToString(CultureInfo.InvariantCulture)} more of {line.Sku} can come.");
        }
        var announced = line is null ? [] : order.Returns.Where(r => r.CancelledAt is null && r.Sku == (line.PartOf.Length > 0 ? line.PartOf : line.Sku) && (r.IsAmazon || r.IsPlatform)).ToList();
        // The announced return takes the goods when it has room for them; otherwise they stand under the number given here.
        var home = line is { Waiting: > 0 } && request.Quantity <= line.Waiting ? announced.OrderBy(r => r.IsPlatform ? 1 : 0).FirstOrDefault() : null;
        // A component is announced with its kit: a return of its own would be counted beside it.
        var isAnnounced = home is not null && (line!.PartOf.Length > 0 || announced.Exists(r => r.IsPlatform));
        var sku = request.Finding switch
        {
            ParcelFinding.UnknownItem => IntakeWords.UnknownSku,
            ParcelFinding.WrongItem => request.FoundSku.Length > 0 ? request.FoundSku : IntakeWords.UnknownSku,
            _ => line!.Sku,
        };
        var rma = home is null ? "" : home.Rma.Length > 0 ? home.Rma : home.MerchantRma;
        var receipt = new DockReceipt(request.AccountId, order.OrderId, rma, sku, request.Quantity, home?.TrackingId ?? "", receivedAt?.AddMilliseconds(1) ?? default, reference) { ReasonCode = reasonCode };
        return new(order, line, receipt, isAnnounced || line is null, null) { Keys = KeysOf(order) };
    }

    public ReturnAuthorization Make(long id, Actor actor, AuthorizeRequest request, DateTime now) => new()
    {
        Id = id,
        Number = ReturnAuthorization.NumberOf(id),
        RequestKey = request.Key,
        Origin = IsAnnounced && Line is not null ? AuthorizationOrigin.Portal : AuthorizationOrigin.PostHoc,
        AccountId = request.AccountId,
        OrderKey = Order.OrderKey,
        OrderId = Order.OrderId,
        Marketplace = Order.Marketplace,
        Sku = Line?.Sku ?? "",
        OrderItemId = Line?.OrderItemId ?? "",
        ItemName = Line?.Name ?? "",
        Quantity = request.Finding == ParcelFinding.EmptyBox ? 0 : request.Quantity,
        Reason = request.Reason,
        Finding = request.Finding == ParcelFinding.AsAnnounced && Line is { Waiting: > 0 } && request.Quantity < Line.Waiting ? ParcelFinding.PartQuantity : request.Finding,
        Code = TakeScan.Clip(request.Code),
        PhotoId = request.PhotoId,
        ReceiptReference = Receipt?.Reference ?? "",
        At = now,
        ActorId = actor.UserId,
        ActorName = actor.Name,
    };

    private static IReadOnlyCollection<long> KeysOf(ParcelOrder order) => order.AllKeys;

    private static readonly ParcelOrder Nothing = new(0, "", 0, "", "", [], [], [], [], [], [], "");

    private static string Article(ParcelFinding finding) => finding switch { ParcelFinding.EmptyBox => "an empty box", ParcelFinding.WrongItem => "the wrong item", _ => "this item" };
}
