using System.Runtime.CompilerServices;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Reads the rows of a delimited report whose profile is known.</summary>
internal static class DelimitedFile
{
    private const int RowsPerReport = 16_384;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(WatchedSource source, FileProfile profile, FileLimits limits, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct)
    {
        var format = ReportFormat.All.Single(f => f.Format == profile.Format);
        var map = HeaderMap.Of(format, [.. profile.Columns]);
        using var reader = Open(source, profile, limits);
        CheckHeader(source, profile, reader);
        var cells = new RowCells(reader, map, profile.Numbers, profile.Dates, sink);
        var taker = format.Begin(cells, sink);
        var comment = LastIsComment(map);
        long rows = 0;
        while (reader.Read())
        {
            if ((++rows & (RowsPerReport - 1)) == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report(new ReadProgress(rows, source.Raw.Count, source.TotalBytes));
            }

            if ((reader.FieldCount <= map.Columns.Length || IsRestBlank(reader, map.Columns.Length)) && !reader.OpenQuote && !reader[0].SequenceEqual(cells.FirstName) && !(reader[0].IsEmpty && reader.IsBlank)
                && !(comment && reader.FieldCount == 1))
                taker.Take();
            else
                TakeOdd(reader, cells, map, sink, comment);
        }

        source.CheckUnchanged();
        progress?.Report(new ReadProgress(rows, source.Raw.Count, source.TotalBytes));
    }

    public static DelimitedReader Open(WatchedSource source, FileProfile profile, FileLimits limits) =>
        new(TextSource.Open(source.Raw, profile.Encoding, source.Head.Span), profile.Delimiter, profile.Quoted, limits.MaxLineBytes);

    /// <summary>Reads on to the first data row; refuses when the header is no longer the one that was looked at.</summary>
    public static void CheckHeader(WatchedSource source, FileProfile profile, DelimitedReader reader)
    {
        if (!reader.SkipLines(profile.PreambleLines) || !reader.Read()
            || !HeaderFinder.Split(System.Text.Encoding.UTF8.GetString(reader.Raw), profile.Delimiter).SequenceEqual(profile.Columns))
            throw Refusals.Stop(Refusals.Changed(source.Name));
    }

    private static bool IsRestBlank(DelimitedReader reader, int from)
    {
        for (var cell = from; cell < reader.FieldCount; cell++)
        {
            if (!reader[cell].IsEmpty)
                return false;
        }

        return true;
    }

    private static bool LastIsComment(HeaderMap map) => map.Plan[^1].Kind == CellKind.Personal && map.Columns.Length > 2;

    private static void TakeOdd(DelimitedReader reader, RowCells cells, HeaderMap map, IPartnerFileSink sink, bool comment)
    {
        if (reader.IsBlank)
            sink.Ignored(cells.Row(), "a blank line");
        else if (reader.OpenQuote)
            cells.Reject("row", reader.Raw, "a closing quotation mark: one is opened in this row and never closed");
        else if (reader[0].SequenceEqual(cells.FirstName))
            sink.Ignored(cells.Row(), "the header again");
        else if (reader.FieldCount > map.Columns.Length)
            cells.Reject("row", reader.Raw, Refusals.Text($"at most {map.Columns.Length} cells as in the header; this row has {reader.FieldCount}"));
        else if (comment)
            sink.Ignored(cells.Row(), "the continuation of a comment");
    }
}
