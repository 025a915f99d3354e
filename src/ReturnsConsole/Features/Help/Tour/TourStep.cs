using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Help.Tour;

/// <summary>One stop: a part of the first page or of the frame around it, and what it is for.</summary>
/// <param name="At">The part, as a selector; when it is not there, the words stand alone.</param>
public sealed record TourStep(string At, string Title, string Text)
{
    private static readonly TourStep Find = new("[data-find]", "Find anything", "Ctrl K from everywhere: an order, an RMA, a tracking number, a case.");
    private static readonly TourStep Bell = new(".bell", "You are told", "What you watch for, and where somebody mentions you, is told here.");
    private static readonly TourStep Help = new("nav.rail a[href='help']", "The manual", "Your checks for every day and week, and what to do with each kind of case. The tour starts again from there.");
    private static readonly TourStep Triage = new("nav.rail a[href='cases']", "Triage", "One case for each disagreement of money and goods. It says what is wrong, shows the rows it comes from, and what to do. The ? key shows all keys.");
    private static readonly TourStep Lookup = new("nav.rail a[href='lookup']", "Look-up", "Paste an order id or a whole message: where the parcel is, what becomes of the money, and what you may say.");

    public static IReadOnlyList<TourStep> Of(Role role) => role switch
    {
        Role.Warehouse =>
        [
            new(".kpis", "Your day", "Scans of today, parcels on the shelf, dark returns and what is expected. Each figure opens its rows."),
            new("nav.rail a[href='intake']", "Intake", "Scan whatever the parcel bears. Known, near or unknown: a tone, a colour and words say so."),
            new("section[aria-label='Dark returns']", "Dark returns", "Goods without a row in Amazon's report, by week. The bar opens its rows."),
            Triage, Bell, Help,
        ],
        Role.Cx =>
        [
            Lookup,
            new("section[aria-label='Your watches and notices']", "Your watches", "Orders that you watch. When money or goods are seen, you are told here and at the bell."),
            Triage, Find, Bell, Help,
        ],
        Role.Admin =>
        [
            new("nav.rail a[href='jobs']", "Jobs", "Each partner with its last good run. A silent partner makes figures old elsewhere."),
            new("nav.rail a[href='reason-codes']", "Reason codes", "Codes without a meaning hold returns back. Draft, look at the effect, activate."),
            new("nav.rail a[href='users']", "Users", "One role for each person, and the companies they see. Every change stands in the audit trail."),
            new("nav.rail a[href='imports']", "Imports", "Files of partners, each with what became of every row."),
            Find, Help,
        ],
        Role.Auditor =>
        [
            new("section[aria-label='Audit trail']", "The chain", "Every change of money, stock, mapping or access, in a chain that shows if it was altered."),
            new("nav.rail a[href='audit']", "Audit trail", "Who, when, before, after, why. Filter it, export it."),
            new("nav.rail a[href='settlements']", "Settlements", "Each ties out to the cent, or a case says by how much not. Every line leads to its row in the file."),
            Triage, Help,
        ],
        _ =>
        [
            new(".kpis", "What needs you", "Open cases, money at risk in each currency, and what nobody has taken. Each figure opens its rows."),
            new("section[aria-label='Refunds against receipts']", "Refunds against receipts", "Where the lines part, money went without goods, or goods came without money. The table below leads to the rows."),
            Triage,
            new("nav.rail a[href='settlements']", "Settlements", "Each ties out to the cent, or a case says by how much not."),
            Find, Help,
        ],
    };
}
