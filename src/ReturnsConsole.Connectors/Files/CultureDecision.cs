namespace ReturnsConsole.Connectors.Files;

/// <summary>Decides the number and date culture of a file from its evidence and, where that leaves it open, from a person's answer.</summary>
internal static class CultureDecision
{
    /// <param name="sums">Runs the sum check; called only when nothing else decides.</param>
    /// <param name="evidence">Takes the sentences that say why.</param>
    public static (NumberCulture Numbers, DateOrder Dates, FileRefusal? Refusal) Decide(
        HeaderMap map, CellSurvey cells, ReadingAnswers answers, Func<NumberCulture?> sums, List<string> evidence)
    {
        var (answeredNumbers, answeredDates) = (NumberCulture.Any, DateOrder.Unambiguous);
        if (answers.Culture is { Length: > 0 } name && !AnsweredCulture.TryRead(name, out answeredNumbers, out answeredDates))
            return Refuse($"\"{Refusals.Show(name, 30)}\" is not the name of a culture.", "How are numbers and dates written in this file?", ["en-US", "en-GB", "de-DE"]);
        var answered = answers.Culture is { Length: > 0 };

        var (numbers, refusal) = Numbers(map, cells.Evidence, answered, answeredNumbers, answers.Culture, sums, evidence);
        if (refusal is not null)
            return (default, default, refusal);
        (var dates, refusal) = Dates(map, cells, numbers, answered, answeredDates, answers.Culture, evidence);
        return (numbers, dates, refusal);
    }

    private static (NumberCulture, FileRefusal?) Numbers(
        HeaderMap map, CultureEvidence seen, bool answered, NumberCulture answer, string? culture, Func<NumberCulture?> sums, List<string> evidence)
    {
        if (seen.NumbersDecided)
        {
            if (CultureEvidence.Winner(seen.Point, seen.Comma) is not { } isPoint)
                return (default, Undecided($"The file writes numbers in two ways: {seen.Point.Example} with a decimal point, {seen.Comma.Example} with a decimal comma. Probably it was edited or joined from two reports. Download it again."));
            var found = isPoint ? NumberCulture.DecimalPoint : NumberCulture.DecimalComma;
            var example = isPoint ? seen.Point.Example : seen.Comma.Example;
            if (answered && answer != found)
                return (default, Contradicted(culture, Word(answer), example, Word(found)));
            evidence.Add($"{Word(found)}: {example}");
            return (found, null);
        }

        if (seen.AmbiguousNumber.Count == 0)
        {
            evidence.Add("numbers: only whole ones without separators");
            return (NumberCulture.Any, null);
        }

        if (map.Format.TotalColumn >= 0 && sums() is { } proven)
        {
            if (answered && answer != proven)
                return (default, Contradicted(culture, Word(answer), $"the lines add up to the declared total only with a {Word(proven)}", Word(proven)));
            evidence.Add($"{Word(proven)}: only so do the lines add up to the declared total");
            return (proven, null);
        }

        if (answered)
        {
            evidence.Add($"{Word(answer)}: answered ({culture}); {seen.AmbiguousNumber.Example} could be read either way");
            return (answer, null);
        }

        return (default, new FileRefusal(
            RefusalReason.CultureUndecided,
            $"It cannot be told how this file writes numbers: {seen.AmbiguousNumber.Example} may be a thousand and more, or a number with three decimals, and no other number in the file decides it.",
            $"What does {seen.AmbiguousNumber.Example} mean: is the last sign a decimal sign (choose the culture that writes it so) or a thousands sign?",
            ["en-US", "de-DE"]));
    }

    private static (DateOrder, FileRefusal?) Dates(
        HeaderMap map, CellSurvey cells, NumberCulture numbers, bool answered, DateOrder answer, string? culture, List<string> evidence)
    {
        var seen = cells.Evidence;
        if (seen.DatesDecided)
        {
            if (CultureEvidence.Winner(seen.DayFirst, seen.MonthFirst) is not { } isDay)
                return (default, Undecided($"The file writes dates in two ways: {seen.DayFirst.Example} with the day first, {seen.MonthFirst.Example} with the month first. Probably it was edited or joined from two reports. Download it again."));
            var found = isDay ? DateOrder.DayFirst : DateOrder.MonthFirst;
            var example = isDay ? seen.DayFirst.Example : seen.MonthFirst.Example;
            if (answered && answer != found && seen.AmbiguousDate.Count > 0)
                return (default, Contradicted(culture, Word(answer), example, Word(found)));
            evidence.Add($"{Word(found)}: {example}");
            return (found, null);
        }

        if (seen.AmbiguousDate.Count == 0)
            return (DateOrder.Unambiguous, null);
        if (answered)
        {
            evidence.Add($"{Word(answer)}: answered ({culture}); {seen.AmbiguousDate.Example} could be read either way");
            return (answer, null);
        }

        if (numbers == NumberCulture.DecimalComma)
        {
            evidence.Add($"day first: the file writes a decimal comma ({seen.AmbiguousDate.Example} alone could be read either way)");
            return (DateOrder.DayFirst, null);
        }

        if (cells.Marketplaces.Contains("Amazon.com") && cells.Currencies.SetEquals(["USD"]))
        {
            evidence.Add($"month first: Amazon.com in USD ({seen.AmbiguousDate.Example} alone could be read either way)");
            return (DateOrder.MonthFirst, null);
        }

        var question = $"Is {seen.AmbiguousDate.Example} written month first (en-US) or day first (en-GB)?";
        return (default, new FileRefusal(
            RefusalReason.CultureUndecided, $"It cannot be told how this {map.Format.Title} writes dates: {seen.AmbiguousDate.Example} may be two different days, and no other date in the file decides it.",
            question, numbers == NumberCulture.DecimalPoint || numbers == NumberCulture.Any ? ["en-US", "en-GB"] : ["de-DE"]));
    }

    private static FileRefusal Contradicted(string? culture, string answered, string found, string says) => new(
        RefusalReason.CultureUndecided, $"The answer {culture} means {answered}, but the file itself shows {says} ({found}). Import it without an answer, or check that it is the right file.");

    private static FileRefusal Undecided(string message) => new(RefusalReason.CultureUndecided, message);

    private static (NumberCulture, DateOrder, FileRefusal) Refuse(string message, string question, string[] answers) =>
        (default, default, new FileRefusal(RefusalReason.CultureUndecided, message, question, answers));

    private static string Word(NumberCulture numbers) => numbers == NumberCulture.DecimalComma ? "decimal comma" : "decimal point";

    private static string Word(DateOrder dates) => dates == DateOrder.DayFirst ? "day first" : "month first";
}
