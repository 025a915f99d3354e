using System.Globalization;
using ReturnsConsole.Campaigns;

switch (args)
{
    case ["refunds", .. var rest]:
        return await RefundCampaign.RunAsync(Seconds(rest), Number(rest, 1, 1), rest.Length > 2 ? rest[2] : Mutants.None);
    case ["stock", .. var rest]:
        return await StockCampaign.RunAsync(Seconds(rest), Number(rest, 1, 1), rest.Length > 2 ? rest[2] : Mutants.None);
    case ["stock-node", var port, .. var rest]:
        return await StockNode.RunAsync(Setting.Read(rest), int.Parse(port, CultureInfo.InvariantCulture));
    case ["speed"]:
        await RefundSpeed.RunAsync();
        return 0;
    case ["node", var port, var partner, .. var rest]:
        return await ConsoleNode.RunAsync(Setting.Read(rest), int.Parse(port, CultureInfo.InvariantCulture), int.Parse(partner, CultureInfo.InvariantCulture));
    default:
        await Console.Error.WriteLineAsync($"Usage: speed | refunds [seconds] [seed] [mutant], mutant one of {Mutants.None}, {string.Join(", ", Mutants.All)} | stock [seconds] [seed] [mutant], mutant one of {Mutants.None}, {string.Join(", ", StockMutants.All)}");
        return 2;
}

static int Seconds(string[] rest) => Number(rest, 0, 60);

static int Number(string[] rest, int at, int otherwise) => rest.Length > at && int.TryParse(rest[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
