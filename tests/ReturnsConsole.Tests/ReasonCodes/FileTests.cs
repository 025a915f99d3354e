using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.ReasonCodes.Files;
using ReturnsConsole.Features.ReasonCodes.Versions;
using ReturnsConsole.Shared.Export;
using Xunit;

namespace ReturnsConsole.Tests.ReasonCodes;

/// <summary>Out into a spreadsheet and back.</summary>
public sealed class FileTests
{
    private static MemoryStream Text(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    private static async Task<MemoryStream> WriteAsync(CodeWorld world, bool xlsx)
    {
        var table = (await world.Export.RunAsync(world.Ada, null, default)).Value!;
        var file = new MemoryStream();
        _ = xlsx ? await XlsxExport.WriteAsync(table, file, default) : await CsvExport.WriteAsync(table, file, default);
        return new MemoryStream(file.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RoundTrip_WhatGoesOutComesBackAsItWas(bool xlsx)
    {
        using var world = await CodeWorld.SeededAsync();
        foreach (var code in (string[])["=1+1", "+a", "-b,\"c\"", "@x;y", "ä ö", "a'b"])
            await world.MapAsync(code, "TooSmall", "rebound");
        var row = await world.RowAsync("=1+1", "rebound");
        await world.Edit.RunAsync(world.Ada, [new MappingEdit(row.Key, row.Values, row.Values with { CostCode = "=cmd()", LiabilityCode = "-1" })], default);
        var before = (await world.BoardAsync()).Rows;

        var import = await world.Import.RunAsync(world.Ada, await WriteAsync(world, xlsx), default);

        Assert.True(import.Outcome.Succeeded, import.Outcome.Message);
        Assert.Empty(import.Rejected);
        Assert.Equal((0, 0, before.Count), (import.Added, import.Changed, import.Same));
        Assert.Equal(before.Select(r => r.Shown.Values), (await world.BoardAsync()).Rows.Select(r => r.Shown.Values));
    }

    [Fact]
    public void Plain_AnySafeText_ComesBack() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var cell = string.Concat(text.Get.Where(c => !char.IsControl(c))).Trim();
            return cell.StartsWith('\'') || cell.Length == 0 || MappingFile.Plain(SpreadsheetText.Safe(cell)) == cell;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Csv_OutOfTheConsole_RunsNoFormula()
    {
        using var world = await CodeWorld.SeededAsync();
        await world.MapAsync("=HYPERLINK(1)", "TooSmall", "rebound");
        var text = Encoding.UTF8.GetString((await WriteAsync(world, xlsx: false)).ToArray());
        Assert.Contains("'=HYPERLINK(1)", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",=HYPERLINK", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_GoodRowsGoOn_EachBadOneSaysLineFieldFoundExpected()
    {
        using var world = await CodeWorld.SeededAsync();
        var file = Text("""
            Source;Code;Reason;Seller fault;Amazon;Cost code
            Rebound;SHADE_OFF;Not as described;yes;CustomerReturn;4330
            Rebound;BAD_REASON;Nonsense;no;;
            Nobody;X;Other;no;;
            rebound;BAD_FAULT;Other;perhaps;;
            rebound;BAD_AMAZON;Other;no;Refund;

            happyreturns;;Other;no;;
            rebound;SHADE_OFF;Other;no;;
            amazon;CR-DEFECTIVE;Defective;;;4350
            """);

        var import = await world.Import.RunAsync(world.Ada, file, default);

        Assert.True(import.Outcome.Succeeded, import.Outcome.Message);
        Assert.Equal((8, 1, 1, 0), (import.Rows, import.Added, import.Changed, import.Same));
        Assert.Equal(
            [(3, "reason", "Nonsense"), (4, "source", "Nobody"), (5, "seller fault", "perhaps"), (6, "amazon", "Refund"), (8, "code", ""), (9, "code", "SHADE_OFF")],
            import.Rejected.Select(r => (r.Line, r.Fault.Field, r.Fault.Found)));
        Assert.Contains("line 2 already", import.Rejected[^1].Fault.Expected, StringComparison.Ordinal);
        var taken = (await world.RowAsync("SHADE_OFF", "rebound")).Values;
        Assert.Equal(("NotAsDescribed", true, "4330", "Seller", false), (taken.CanonicalReason, taken.SellerFault, taken.CostCode, taken.LiabilityCode, taken.ToBeConfirmed));
        Assert.True((await world.RowAsync("CR-DEFECTIVE")).Values.SellerFault);
        Assert.Equal("reason-codes.imported", LastAction(world));

        var rejected = CsvLines(RejectedRow.FileOf(import.Header, import.Rejected));
        Assert.Equal(7, rejected.Length);
        Assert.Contains("\"Nonsense\"", rejected[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_RejectedRowsMended_AreTaken()
    {
        using var world = await CodeWorld.SeededAsync();
        var import = await world.Import.RunAsync(world.Ada, Text("source,code,reason\nrebound,A,Nonsense\n"), default);
        var mended = RejectedRow.FileOf(import.Header, import.Rejected).Replace("\"A\",\"Nonsense\"", "\"A\",\"Other\"", StringComparison.Ordinal);

        var again = await world.Import.RunAsync(world.Ada, Text(mended), default);

        Assert.Equal((1, 1, 0), (again.Rows, again.Added, again.Rejected.Count));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("code,reason\nA,Other", "“source”")]
    [InlineData("source,code,reason,code\nrebound,A,Other,B", "twice")]
    [InlineData("source,code,reason\nrebound,\"A,Other", "never closed")]
    [InlineData("PK\u0003\u0004 no zip", "cannot be opened")]
    public async Task Import_WrongFile_IsRefusedInWordsAndChangesNothing(string text, string says)
    {
        using var world = await CodeWorld.SeededAsync();
        var import = await world.Import.RunAsync(world.Ada, Text(text), default);
        Assert.False(import.Outcome.Succeeded);
        Assert.Contains(says, import.Outcome.Message, StringComparison.Ordinal);
        Assert.Null((await world.BoardAsync()).Draft);
    }

    [Fact]
    public async Task Import_TooLarge_IsRefused()
    {
        using var world = await CodeWorld.SeededAsync();
        var import = await world.Import.RunAsync(world.Ada, new MemoryStream(new byte[MappingFile.MaxBytes + 1]), default);
        Assert.Contains("larger than", import.Outcome.Message, StringComparison.Ordinal);
    }

    private static string[] CsvLines(string text) => text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static string LastAction(CodeWorld world)
    {
        using var db = world.World.Database.CreateDbContext();
        return db.AuditEntries.OrderByDescending(e => e.Id).First().Action;
    }
}
