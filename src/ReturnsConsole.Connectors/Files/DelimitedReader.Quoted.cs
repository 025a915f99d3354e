namespace ReturnsConsole.Connectors.Files;

/// <summary>The part that knows quotation marks.</summary>
internal sealed partial class DelimitedReader
{
    private bool ScanQuoted()
    {
        _scratchUsed = 0;
        OpenQuote = false;
        if (_rowStart == _end)
            return false;
        int position = _rowStart, count = 0;
        while (true)
        {
            int start = position, end;
            if (position < _end && _buffer[position] == '"')
            {
                if (!QuotedField(position, out start, out end, out position))
                    return false;
            }
            else
            {
                var length = _buffer.AsSpan(position, _end - position).IndexOfAny(_delimiter, (byte)'\n');
                if (length < 0 && !_endOfText)
                    return false;
                position = end = length < 0 ? _end : position + length;
            }

            if (count <= MaxFields)
            {
                _starts[count] = start;
                _ends[count] = end;
            }

            count++;
            if (position >= _end || _buffer[position] == '\n')
                return Finish(count, position, Math.Min(position + 1, _end));
            position++;
        }
    }

    /// <summary>Reads a field that begins with a quotation mark; false when more text is needed.</summary>
    private bool QuotedField(int open, out int start, out int end, out int after)
    {
        start = open + 1;
        end = after = 0;
        var escaped = false;
        var search = open + 1;
        while (true)
        {
            var length = _buffer.AsSpan(search, _end - search).IndexOf((byte)'"');
            if (length < 0)
            {
                if (!_endOfText)
                    return false;
                OpenQuote = true;
                end = after = _end;
                return true;
            }

            var close = search + length;
            if (close + 1 >= _end && !_endOfText)
                return false;
            if (close + 1 < _end && _buffer[close + 1] == '"')
            {
                escaped = true;
                search = close + 2;
                continue;
            }

            end = close;
            after = close + 1;
            break;
        }

        var rest = _buffer.AsSpan(after, _end - after).IndexOfAny(_delimiter, (byte)'\n');
        if (rest < 0 && !_endOfText)
            return false;
        var stop = rest < 0 ? _end : after + rest;
        if (!_buffer.AsSpan(after, stop - after).Trim((byte)'\r').Trim((byte)' ').IsEmpty)
        {
            // "7" tube": not a quoted field after all; taken as it stands.
            start = open;
            end = after = stop;
            return true;
        }

        after = stop;
        if (escaped)
            Unescape(ref start, ref end);
        return true;
    }

    private void Unescape(ref int start, ref int end)
    {
        if (_scratch.Length < _scratchUsed + end - start)
            Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _scratchUsed + end - start));
        var to = _scratchUsed;
        for (var from = start; from < end; from++)
        {
            _scratch[to++] = _buffer[from];
            if (_buffer[from] == '"')
                from++;
        }

        start = ~_scratchUsed;
        end = _scratchUsed = to;
    }
}
