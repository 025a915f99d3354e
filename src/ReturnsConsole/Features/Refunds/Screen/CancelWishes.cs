namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>Lines of an order that somebody cancels together.</summary>
public sealed record CancelWishes(IReadOnlyList<(RefundFormLine Line, int Quantity)> Lines, string Reason, string Note, bool TellAmazon, bool ZeroStock);
