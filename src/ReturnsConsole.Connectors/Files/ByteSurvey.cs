using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ReturnsConsole.Connectors.Files;

/// <summary>
/// One fast pass over all bytes of a text: lines, encoding evidence, zero bytes, and whether a closer look for quotation marks or scientific notation is due.
/// </summary>
internal sealed class ByteSurvey
{
    private static readonly SearchValues<byte> NotIn1252 = SearchValues.Create(0x81, 0x8D, 0x8F, 0x90, 0x9D);

    private long _line = 1;

    public long Bytes { get; private set; }

    public long Lines { get; private set; }

    public long NulLine { get; private set; }

    /// <summary>A quotation mark stands somewhere.</summary>
    public bool HasQuote { get; private set; }

    /// <summary>E+ or e+ stands somewhere.</summary>
    public bool HasExponent { get; private set; }

    public bool EndsWithNewline { get; private set; } = true;

    /// <summary>First line with bytes outside ASCII that are valid UTF-8; 0 when there is none.</summary>
    public long Utf8Line { get; private set; }

    /// <summary>First line that is not valid UTF-8.</summary>
    public long BrokenLine { get; private set; }

    private bool _longUtf8;
    private bool _not932;
    private bool _kana;
    private bool _not1252;
    private bool _japan;

    /// <summary>Reads the stream to its end. A line longer than the limit throws.</summary>
    public static ByteSurvey Of(Stream text, int maxLineBytes, CancellationToken ct)
    {
        var survey = new ByteSurvey();
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
        try
        {
            var kept = 0;
            int read;
            while ((read = text.Read(buffer, kept, buffer.Length - kept)) > 0)
            {
                ct.ThrowIfCancellationRequested();
                survey.Bytes += read;
                var filled = buffer.AsSpan(0, kept + read);
                var last = filled.LastIndexOf((byte)'\n');
                if (last < 0)
                {
                    kept = filled.Length;
                    if (kept > maxLineBytes)
                        throw Refusals.Stop(Refusals.LineTooLong(survey._line, maxLineBytes, false));
                    if (kept == buffer.Length)
                    {
                        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                        filled.CopyTo(larger);
                        ArrayPool<byte>.Shared.Return(buffer);
                        buffer = larger;
                    }

                    continue;
                }

                survey.Take(filled[..(last + 1)]);
                kept = filled.Length - last - 1;
                filled[(last + 1)..].CopyTo(buffer);
            }

            if (kept > 0)
            {
                survey.Take(buffer.AsSpan(0, kept));
                survey.EndsWithNewline = false;
                survey.Lines++;
            }

            return survey;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Decides the encoding, with the sentence that says why; or a refusal.</summary>
    public (FileEncoding Encoding, string Why, FileRefusal? Refusal) Decide()
    {
        if (BrokenLine == 0)
            return (FileEncoding.Utf8, Utf8Line == 0 ? "encoding: only ASCII characters, read as UTF-8" : Refusals.Text($"encoding UTF-8: valid throughout, first special character on line {Utf8Line}"), null);
        var japanese = !_not932 && (_kana || _japan);
        if (Utf8Line > 0 && !(japanese && !_longUtf8))
        {
            return (default, "", new FileRefusal(RefusalReason.EncodingUndecided, Refusals.Text(
                $"The file mixes two encodings: line {Utf8Line} is UTF-8, line {BrokenLine} is not. Probably two reports were joined or a line was pasted in. Download the report again, or save line {BrokenLine} as UTF-8.")));
        }

        if (japanese)
            return (FileEncoding.ShiftJis932, Refusals.Text($"encoding Japanese (code page 932): line {BrokenLine} is not UTF-8 and fits ") + (_kana ? "Japanese text" : "the Japanese marketplace"), null);
        if (!_not1252)
            return (FileEncoding.Windows1252, Refusals.Text($"encoding Western (code page 1252): line {BrokenLine} is not UTF-8"), null);
        return (default, "", new FileRefusal(RefusalReason.EncodingUndecided, Refusals.Text(
            $"The characters on line {BrokenLine} are in no encoding that Amazon uses (UTF-8, Western 1252, Japanese 932). Download the report again or save it as UTF-8.")));
    }

    private void Take(ReadOnlySpan<byte> lines)
    {
        if (!HasQuote)
            HasQuote = lines.Contains((byte)'"');
        if (!HasExponent)
            HasExponent = lines.IndexOf("E+"u8) >= 0 || lines.IndexOf("e+"u8) >= 0;
        if (NulLine == 0 && lines.IndexOf((byte)0) is var nul and >= 0)
            NulLine = _line + lines[..nul].Count((byte)'\n');
        var count = lines.Count((byte)'\n');
        if (!Ascii.IsValid(lines))
            TakeSpecial(lines);
        _line += count;
        Lines += count;
    }

    private void TakeSpecial(ReadOnlySpan<byte> lines)
    {
        if (!_japan)
            _japan = lines.IndexOf("JPY"u8) >= 0 || lines.IndexOf(".co.jp"u8) >= 0;
        if (Utf8Line > 0 && Utf8.IsValid(lines))
            return;
        var number = _line;
        while (!lines.IsEmpty)
        {
            var length = lines.IndexOf((byte)'\n') + 1;
            var line = length == 0 ? lines : lines[..length];
            if (!Ascii.IsValid(line))
                TakeSpecialLine(line, number);
            lines = lines[line.Length..];
            number++;
        }
    }

    private void TakeSpecialLine(ReadOnlySpan<byte> line, long number)
    {
        if (Utf8.IsValid(line))
        {
            Utf8Line = Utf8Line == 0 ? number : Utf8Line;
            _longUtf8 |= line.IndexOfAnyInRange((byte)0xE0, (byte)0xF4) >= 0;
            return;
        }

        BrokenLine = BrokenLine == 0 ? number : BrokenLine;
        _not1252 |= line.IndexOfAny(NotIn1252) >= 0;
        for (var at = 0; at < line.Length; at++)
        {
            var lead = line[at];
            if (lead < 0x80 || lead is >= 0xA1 and <= 0xDF)
                continue;
            var trail = at + 1 < line.Length ? line[at + 1] : (byte)0;
            if (lead is not (>= 0x81 and <= 0x9F or >= 0xE0 and <= 0xEF or >= 0xFA and <= 0xFC) || trail is < 0x40 or 0x7F or > 0xFC)
            {
                _not932 = true;
                return;
            }

            _kana |= (lead == 0x82 && trail is >= 0x9F and <= 0xF1) || (lead == 0x83 && trail is >= 0x40 and <= 0x96);
            at++;
        }
    }
}
