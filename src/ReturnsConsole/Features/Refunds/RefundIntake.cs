using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>Judges wishes by the facts of their orders and writes what is allowed; inside the caller's transaction, for people and for the policy alike.</summary>
internal static class RefundIntake
{
    public static async Task<RefundAsked> AddAsync(
        RefundBooks books, Actor actor, RefundWish wish, OrderMoney money, RefundPolicy policy, ReconciliationSettings settings, RefundAskedBy by, CancellationToken ct)
    {
        var (asked, request) = await PutAsync(books, actor, wish, money, policy, settings, by, ct);
        if (request is null)
            return asked;
        await books.SaveAsync(ct);
        return asked with { Id = request.Id };
    }

    /// <summary>The same without saving: for many at once, whose reservations were made before.</summary>
    /// <returns>The instruction, where one was written.</returns>
    public static async Task<(RefundAsked Asked, RefundRequest? Written)> PutAsync(
        RefundBooks books, Actor actor, RefundWish wish, OrderMoney money, RefundPolicy policy, ReconciliationSettings settings, RefundAskedBy by, CancellationToken ct)
    {
        if (!RefundReasons.Adjustment.Contains(wish.Reason))
            return No($"'{wish.Reason}' is none of Amazon's reasons for a refund.");
        if (wish.Note.Length > RefundRequest.NoteLength)
            return No($"A note has at most {RefundRequest.NoteLength} characters; this one has {wish.Note.Length}.");
        if (Repeated(money, wish.OrderItemId, wish.ReturnItemId, InstructionKind.Refund, wish.Sequence) is { } before)
            return Same(before, wish) ? (new(Outcome.Done("It was asked for already, once."), before.Id, before.State), null) : Stale();
        if (money.LineOf(wish.OrderItemId) is not { } line)
            return No("The order line is not known by Amazon's item id. Sync the orders first: without it no refund can be told to Amazon.");
        if (OrderMoney.PricingOf(line) != wish.OrderHash)
            return (new(Outcome.Conflict("The order changed since this refund was worked out. Look at the amounts again.")), null);
        if (wish.ReturnItemId != 0 && money.Returns.Find(r => r.Id == wish.ReturnItemId) is not { } item)
            return No("The return is not one of this order.");
        if (wish.ReturnItemId != 0 && Held(money, wish.ReturnItemId) is { } held)
            return No(held);
        if (IsUnshipped(line.Status))
            return No($"The order is '{line.Status}': it has not been shipped. Cancel it instead.");
        if (Next(money, wish.OrderItemId, wish.ReturnItemId, InstructionKind.Refund) != wish.Sequence)
            return Stale();
        var answer = RefundGuard.Decide(money.FactsOf(wish.OrderItemId), new GuardWish(wish.Amounts, wish.Currency), SettingsOf(policy, settings, line));
        if (answer.Decision == GuardDecision.Refused)
            return No(answer.Why[0], answer);
        var reservation = await books.ReserveAsync(money, wish.OrderItemId, line.Currency, ct);
        var request = Make(books.Now, actor, wish, money, line, reservation, answer, by);
        books.Add(actor, request, reservation);
        money.Requests.Add(request);
        return (new(Outcome.Done(answer.Decision == GuardDecision.Allowed
            ? $"{new Money(request.Total, request.Currency)} is in the queue."
            : $"{new Money(request.Total, request.Currency)} waits for a second person: {answer.Why[0]}"), 0, request.State, answer), request);
    }

    /// <summary>The instruction as it is written. It holds its reservation only through <see cref="RefundBooks.Add"/>.</summary>
    public static RefundRequest Make(DateTime now, Actor actor, RefundWish wish, OrderMoney money, OrderLine line, RefundReservation reservation, GuardAnswer answer, RefundAskedBy by) => new()
    {
        Key = RefundKeys.New(new DateTimeOffset(now, TimeSpan.Zero)),
        Kind = InstructionKind.Refund,
        AccountId = money.AccountId,
        ReservationId = reservation.Id,
        OrderKey = OrderKey.From(money.OrderId),
        OrderId = money.OrderId,
        OrderItemId = wish.OrderItemId,
        Sku = line.Sku,
        Marketplace = line.Marketplace,
        ReturnItemId = wish.ReturnItemId,
        Sequence = wish.Sequence,
        Amounts = wish.Amounts,
        Total = wish.Amounts.Total,
        Currency = wish.Currency,
        Reason = wish.Reason,
        Note = wish.Note.Trim(),
        AskedBy = by,
        State = answer.Decision == GuardDecision.Allowed ? RefundState.Queued : RefundState.AwaitingApproval,
        OverBy = answer.OverBy,
        RequestedAt = now,
        RequestedById = actor.UserId,
        RequestedBy = Clip(actor.Name),
        OrderHash = OrderMoney.PricingOf(line),
        StateAt = now,
    };

    /// <returns>Why so many pieces of the line cannot be cancelled; null when they can.</returns>
    public static string? WhyNotCancel(OrderLine line, int quantity, GuardFacts facts)
    {
        if (quantity <= 0)
            return "Say how many pieces are to be cancelled.";
        if (quantity > facts.Ordered - facts.Cancelled)
            return $"{quantity} pieces are to be cancelled; {facts.Ordered} were ordered, {facts.Cancelled} of them are cancelled or being cancelled already.";
        return IsUnshipped(line.Status) && !line.Status.StartsWith("cancel", StringComparison.OrdinalIgnoreCase) ? null : $"The order is '{line.Status}': it can no longer be cancelled. Refund it instead.";
    }

    public static GuardSettings SettingsOf(RefundPolicy policy, ReconciliationSettings settings, OrderLine line) =>
        new(policy.ApprovalFromOf(line.Currency), policy.AllowOverRefund, settings.TaxComesOnTop(line.Marketplace));

    /// <summary>1, 2, … for one line, return item and kind.</summary>
    public static int Next(OrderMoney money, string orderItemId, long returnItemId, InstructionKind kind) =>
        1 + money.Requests.Where(r => r.AccountId == money.AccountId && r.OrderItemId == orderItemId && r.ReturnItemId == returnItemId && r.Kind == kind).Select(r => r.Sequence).DefaultIfEmpty(0).Max();

    public static RefundRequest? Repeated(OrderMoney money, string orderItemId, long returnItemId, InstructionKind kind, int sequence) =>
        money.Requests.Find(r => r.AccountId == money.AccountId && r.OrderItemId == orderItemId && r.ReturnItemId == returnItemId && r.Kind == kind && r.Sequence == sequence);

    public static bool IsUnshipped(string status) => status.StartsWith("pending", StringComparison.OrdinalIgnoreCase) || status.StartsWith("unshipped", StringComparison.OrdinalIgnoreCase)
        || status.StartsWith("cancel", StringComparison.OrdinalIgnoreCase);

    public static string Clip(string name) => name.Length <= 200 ? name : name[..200];

    private static string? Held(OrderMoney money, long returnItemId) => money.Returns.Find(r => r.Id == returnItemId) is { Mapping: MappingStatus.Quarantined } held
        ? $"The return is held back: nobody has said what its reason code '{held.ReasonCode}' means. Map it first."
        : null;

    private static bool Same(RefundRequest before, RefundWish wish) => before.Amounts == wish.Amounts && before.Currency == wish.Currency && before.Reason == wish.Reason;

    private static (RefundAsked, RefundRequest?) Stale() => (new(Outcome.Conflict("Somebody asked for a refund of this line meanwhile. Look at what is left before you ask again.")), null);

    private static (RefundAsked, RefundRequest?) No(string why, GuardAnswer? answer = null) => (new(Outcome.Refused(why), Guard: answer), null);
}
