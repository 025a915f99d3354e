using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Help;

/// <summary>One thing to look at, and where.</summary>
/// <param name="Where">Address within the console; empty when it is done elsewhere.</param>
/// <param name="Screen">What the place is called.</param>
public sealed record Check(string Text, string Where, string Screen);

/// <summary>What a role looks at every day and every week: one printed page.</summary>
/// <param name="Owner">Whose kinds of cases come to this role; null: none of its own.</param>
public sealed record RoleChecks(Role Role, string Work, IReadOnlyList<Check> Daily, IReadOnlyList<Check> Weekly, IReadOnlyList<string> Never, OwnerRole? Owner)
{
    public static IReadOnlyList<RoleChecks> All { get; } =
    [
        new(Role.Finance, "You see that every refund has its goods and every settlement ties out to the cent.",
        [
            new("Cases that are late: none may stay late overnight without an owner and a comment.", "cases?due=late", "Triage, late"),
            new("Cases due today: take them (a), read the first sentence, do the first action.", "cases?due=today", "Triage, due today"),
            new("Duplicate refunds: stop what has not been sent yet, before anything else.", "cases?kind=duplicate-refund", "Duplicate refunds"),
            new("Refunds due: goods are accepted and the marketplace's deadline runs.", "cases?kind=refund-due", "Refunds due"),
            new("Nobody's cases: give each to a person.", "cases?owner=nobody", "Nobody's cases"),
            new("Sync: a silent partner makes figures old. Tell the administrator.", "jobs", "Jobs"),
        ],
        [
            new("Settlements of the week: each one ties out, or an open case says by how much it does not.", "settlements", "Settlements"),
            new("Refunds against receipts on the first page: read the table; open the week in which they part.", "", "Home"),
            new("Cases that wait to clear by themselves: is any of them past its day?", "cases?status=waiting", "Waiting cases"),
            new("Most money at risk: the ten largest, each with what happens next.", "cases?sort=at-risk&dir=desc", "Money at risk"),
        ],
        ["Do not refund by hand what the console shows as on its way: look for the refund first.", "Do not dismiss a case to make a list shorter: the reason stands in the audit trail."], OwnerRole.Finance),
        new(Role.Warehouse, "You see that nothing that arrived is lost, and that nothing goes on sale before a person graded it.",
        [
            new("Sound and scanner: scan any label; the answer comes with a tone and a word.", "intake", "Intake"),
            new("Every parcel of the day is scanned and answered: the list Today has no line \"not answered\", and no scan waits in the browser.", "intake", "Intake, Today"),
            new("To grade: the oldest first. What was received yesterday is graded today.", "receiving", "Receiving"),
            new("Due or overdue: what should be here and is not. Search the dock, then say so in the case.", "receiving?show=due", "Receiving, due"),
            new("The shelf: fetch what was found, and record it with its order.", "intake/shelf", "Shelf"),
            new("Dark returns, other items, other counts: search the dock first, check the goods against the order, take pictures.", "cases?kind=dark-return", "Dark returns"),
            new("Shipments: what was unloaded today is closed, so that what is missing becomes a case.", "shipments", "Shipments"),
        ],
        [
            new("Intake audit: for the week before last, look for every row that is missing though delivered.", "intake/audit", "Intake audit"),
            new("Shelf, oldest first: what lies there for more than two weeks goes to the administrator with its pictures.", "intake/shelf", "Shelf"),
            new("Dark returns per week on the first page: more than before? Say so to whoever makes the labels.", "", "Home"),
            new("Kits: what is sold as a kit stands in the kit table, with what it is made of, before the first one comes back.", "stock/kits", "Kits"),
            new("Clean the scanner's window, and print one RA label: the code must read at once.", "intake", "Intake"),
        ],
        ["Do not put an item on sale that no grade was given to.", "Do not throw a label away before it was scanned."], OwnerRole.Warehouse),
        new(Role.Cx, "You tell customers the truth: where the parcel is, and when money was or will be refunded, by whom.",
        [
            new("Notices: what you watch for has arrived or changed. Answer those customers first.", "lookup", "Look-up"),
            new("Cases of CX that are late or due today.", "cases?due=today", "Triage, due today"),
            new("Returns without an order id: find the order in Seller Central.", "cases?kind=missing-order-key", "Returns without order id"),
            new("Orders that have not arrived: compare the number with the customer's.", "cases?kind=order-not-synced", "Not arrived yet"),
        ],
        [
            new("Your watches: end those whose customer has his answer.", "lookup", "Look-up"),
            new("Against policy: was more promised than Amazon's page of the order shows?", "cases?kind=policy-conflict", "Against policy"),
            new("Top reasons by SKU on the first page: what customers complain of most. Pass it on.", "", "Home"),
        ],
        ["Do not promise a date for the money itself: Amazon or the payment provider pays it.", "Do not write names or addresses into notes and comments."], OwnerRole.Cx),
        new(Role.Admin, "You see that partners are heard, codes have a meaning, and people can do their work and no more.",
        [
            new("Jobs: every partner in good standing; run again what failed, after reading why.", "jobs", "Jobs"),
            new("Outgoing messages that need a person: retry only what is certainly not at the partner.", "jobs/outgoing", "Outgoing"),
            new("Incoming messages that were not understood.", "jobs/incoming", "Incoming"),
            new("Reason codes nobody has mapped: each holds returns back.", "reason-codes", "Reason codes"),
            new("Imports with rejected rows: download them, correct, import again.", "imports", "Imports"),
        ],
        [
            new("Users: whoever left is disabled; nobody has more than the work needs.", "users", "Users"),
            new("API keys: none unused, none without an owner.", "api-keys", "API keys"),
            new("Reason codes: changes in the draft, codes mapped to Other, the review when it is due.", "reason-codes", "Reason codes"),
            new("Credentials that end soon, and the test of each connection.", "partners", "Partners"),
            new("A copy of the database and of the evidence folder, and once a month a trial of bringing it back.", "", ""),
        ],
        ["Do not send a message again whose outcome is unknown.", "Do not share a sign-in: the audit trail names persons."], OwnerRole.Admin),
        new(Role.Auditor, "You prove that the figures hold, and that every change has a person and a reason.",
        [
            new("Verify the audit chain: it must hold up to the newest entry.", "audit", "Audit trail"),
            new("Entries of the day: changes of users, mappings and settings have a reason.", "audit", "Audit trail"),
            new("Critical cases: open, owned, and being worked on.", "cases?kind=duplicate-refund", "Duplicate refunds"),
        ],
        [
            new("On the server, ReturnsConsole verify ends without a finding (exit code 0). Keep its output.", "", ""),
            new("Settlements: take three, open a line, and follow it to the row of the file.", "settlements", "Settlements"),
            new("Cases closed by a person: take five, and read whether reason and evidence fit.", "cases?status=dismissed", "Dismissed cases"),
            new("Intake audit: the export agrees with what the warehouse signed.", "intake/audit", "Intake audit"),
            new("Sign-ins refused and rights refused: is there a pattern?", "audit", "Audit trail"),
        ],
        ["You change nothing: ask the owner of the case, and note it there."], null),
    ];

    public static RoleChecks Of(Role role) => All.First(r => r.Role == role);
}
