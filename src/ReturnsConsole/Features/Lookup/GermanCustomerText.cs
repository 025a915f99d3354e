using System.Globalization;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>What may be read or pasted to a German-speaking customer: the same situations and the same promises as the English words.</summary>
internal sealed class GermanCustomerText
{
    /// <summary>When nothing is known of what the customer named.</summary>
    public const string NotFound = "Ich sehe Ihre Bestellung oder Ihr Paket noch nicht in unseren Systemen. Es kann etwas dauern, bis sie dort erscheint. Ich habe es mir notiert und melde mich bei Ihnen, sobald sie da ist.";

    private static readonly string[] Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
    private static readonly string[] Days = ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"];
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal) { ["EUR"] = "€", ["GBP"] = "£", ["USD"] = "$" };

    private readonly LookupReturn item;
    private readonly ReturnTracks tracks;
    private readonly LookupWords words;
    private readonly string payer;

    private GermanCustomerText(LookupReturn item, ReturnTracks tracks, LookupWords words, bool amazon) => (this.item, this.tracks, this.words, payer) = (item, tracks, words, PayerOf(amazon));

    public static string Of(LookupReturn item, ReturnTracks tracks, LookupWords words, bool amazon) => new GermanCustomerText(item, tracks, words, amazon).Text();

    public static string WithoutReturn(LookupReceipt? goods, LookupRefund? refund, LookupWords words, bool amazon) => (goods, refund) switch
    {
        ({ } g, _) => $"Ein Paket von Ihnen ist am {Day(g.At, words)} bei uns eingegangen. Wir klären, zu welcher Rücksendung es gehört, und melden uns bei Ihnen.",
        (null, { } r) => $"{PayerOf(amazon)} hat Ihnen {(r.At is { } at ? $"am {Day(at, words)} " : "")}{Amount(r.Amount, r.Currency)} erstattet. Wann der Betrag auf Ihrem Konto erscheint, hängt von Ihrer Bank ab.",
        _ => amazon ? "Wir sehen Ihre Bestellung, aber noch keine Rücksendung. Bitte melden Sie die Rücksendung in Ihren Amazon-Bestellungen an; dort erhalten Sie auch das Etikett."
            : "Wir sehen Ihre Bestellung, aber noch keine Rücksendung. Bitte melden Sie die Rücksendung in unserem Rücksendeportal an.",
    };

    private string Text() => tracks.Money switch
    {
        MoneyState.Refunded => $"{payer} hat Ihnen {On(tracks.PaidAt)}{Amount(tracks.Paid)} auf Ihr Zahlungsmittel erstattet. Wann der Betrag auf Ihrem Konto erscheint, hängt von Ihrer Bank ab.{(tracks.Goods == GoodsState.Waiting ? " Bitte senden Sie den Artikel zurück, falls Sie das noch nicht getan haben." : "")}",
        MoneyState.Partly => $"{payer} hat Ihnen {On(tracks.PaidAt)}{Amount(tracks.Paid)} erstattet. Wir prüfen, ob Ihnen mehr zusteht, und melden uns bei Ihnen.",
        MoneyState.Reported => $"Laut Amazon wurde Ihnen ein Betrag von {Amount(item.ReportedRefund)} erstattet. Wann er auf Ihrem Konto erscheint, hängt von Ihrer Bank ab.",
        MoneyState.Elsewhere => item.Refunds.Any(r => r.Kind == RefundKind.GuaranteeClaim) ? $"Amazon hat Ihnen {On(tracks.PaidAt)}{Amount(tracks.Paid)} über die A-bis-z-Garantie gezahlt."
            : $"Ihre Bank hat {On(tracks.PaidAt)}{Amount(tracks.Paid)} zurückgebucht. Eine zweite Erstattung erfolgt nicht.",
        MoneyState.NotDue => NotDue(),
        _ => Open(),
    };

    private string NotDue() => tracks.Goods switch
    {
        GoodsState.Cancelled => "Die Rücksendung wurde storniert, daher erfolgt keine Erstattung. Solange die Rückgabefrist läuft, können Sie die Rücksendung in Ihren Amazon-Bestellungen erneut anmelden.",
        GoodsState.Refused => "Die Rücksendung wurde abgelehnt. Den Grund finden Sie in Ihren Amazon-Bestellungen.",
        _ => "Sie haben einen Ersatz gewünscht. Dafür erfolgt keine Erstattung.",
    };

    private string Open() => tracks.Goods switch
    {
        GoodsState.NotExpected => "Sie müssen den Artikel nicht zurücksenden. Die Erstattung auf Ihr Zahlungsmittel ist unterwegs.",
        GoodsState.OnTheWay when tracks.AmazonPays => $"Der Versanddienst hat Ihr Paket am {Day()} erfasst. Amazon erstattet Ihnen den Betrag von selbst. Sie müssen nichts weiter tun.",
        GoodsState.OnTheWay => $"Ihr Paket ist seit dem {Day()} auf dem Weg zu uns. Sobald es eingetroffen und geprüft ist, folgt die Erstattung. Sie müssen nichts weiter tun.",
        GoodsState.AtHub => $"Ihr Paket ist am {Day()} in unserem Rücksendezentrum eingetroffen. Es wird dort geprüft; danach folgt die Erstattung.",
        GoodsState.Processed => $"Ihr Paket ist am {Day()} in unserem Rücksendezentrum eingetroffen. Der Artikel ist geprüft, und die Erstattung wird vorbereitet.",
        GoodsState.Delivered => $"Ihr Paket wurde am {Day()} zugestellt. Wir kümmern uns darum und melden uns bei Ihnen. Sie müssen nichts weiter tun.",
        GoodsState.Received => $"Ihr Paket ist am {Day()} bei uns eingetroffen. Wir prüfen den Artikel{(tracks.Deadline is { } by && !IsLate ? $" bis spätestens {WeekDay(by)}" : "")}. Danach {Pays} Sie müssen nichts weiter tun.",
        GoodsState.Accepted when tracks.AmazonPays => "Ihr Artikel ist eingetroffen und angenommen. Amazon erstattet Ihnen den Betrag von selbst.",
        GoodsState.Accepted when IsLate => "Ihr Artikel ist geprüft und angenommen. Die Erstattung hätte bereits erfolgen sollen; ich habe das weitergegeben, und es wird jetzt bearbeitet.",
        GoodsState.Accepted => $"Ihr Artikel ist geprüft und angenommen. Nun {Pays} Sie müssen nichts weiter tun.",
        GoodsState.NotAccepted => "Ihr Artikel ist eingetroffen und geprüft. Über die Erstattung wird noch entschieden; wir teilen Ihnen das Ergebnis mit.",
        GoodsState.Lost => "Ihr Paket ist nicht bei uns angekommen; wir klären das mit dem Versanddienst und melden uns bei Ihnen.",
        GoodsState.AtAmazon => "Ihr Artikel ist bei Amazon eingetroffen. Amazon erstattet Ihnen den Betrag.",
        _ when item.State == ReturnRequestState.Pending => "Ihre Anfrage zur Rücksendung ist eingegangen und wird geprüft. Amazon benachrichtigt Sie, sobald sie genehmigt ist. Bitte senden Sie den Artikel nicht vorher ab.",
        _ when tracks.AmazonPays => "Ihre Rücksendung ist genehmigt. Bitte geben Sie das Paket mit dem Etikett von Amazon ab. Amazon erstattet Ihnen den Betrag, sobald der Versanddienst das Paket erfasst hat.",
        _ => "Ihre Rücksendung ist genehmigt. Bitte senden Sie den Artikel mit Ihrem Etikett zurück. Sobald er eingetroffen und geprüft ist, folgt die Erstattung.",
    };

    private bool IsLate => tracks.Deadline is { } by && words.IsPast(by);

    private string Pays => item.Value is { } value and > 0 ? $"erstattet {Inside(payer)} Ihnen {Amount(value)} auf Ihr Zahlungsmittel." : $"erstattet {Inside(payer)} Ihnen den Betrag auf Ihr Zahlungsmittel.";

    private string Day() => Day(tracks.GoodsAt!.Value, words);

    private string On(DateTime? at) => at is { } day ? $"am {Day(day, words)} " : "";

    private string Amount(long minor) => Amount(minor, item.Currency);

    private string WeekDay(DateTime utc)
    {
        var local = words.Local(utc);
        return $"{Days[(int)local.DayOfWeek]}, den {Day(utc, words)}";
    }

    /// <summary>"18. November"; the year only when it is not this one.</summary>
    private static string Day(DateTime utc, LookupWords words)
    {
        var (local, now) = (words.Local(utc), words.Local(words.NowUtc));
        return $"{local.Day.ToString(CultureInfo.InvariantCulture)}. {Months[local.Month - 1]}{(local.Year == now.Year ? "" : " " + local.Year.ToString(CultureInfo.InvariantCulture))}";
    }

    /// <summary>"59,90 €".</summary>
    private static string Amount(long minor, string currency) => $"{Currencies.Format(minor, currency, German, grouped: true)} {Symbols.GetValueOrDefault(currency, currency)}".TrimEnd();

    private static string PayerOf(bool amazon) => amazon ? "Amazon" : "Unser Shop";

    private static string Inside(string payer) => payer == "Unser Shop" ? "unser Shop" : payer;
}
