using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Matches of one order as bytes: numbers in base 128, so that a plain match takes some fifteen bytes.</summary>
public static class MatchPacking
{
    private const byte HasDifference = 0x80;

    internal static void Append(ByteBuffer to, in Match match)
    {
        var difference = match.Difference;
        var differs = difference != default;
        to.Add((byte)((byte)match.Rule | (differs ? HasDifference : 0)));
        to.Add((byte)match.Fields);
        Write(to, match.RefundId);
        Write(to, match.ReturnId);
        Write(to, match.ReceiptId);
        Write(to, match.Amount);
        if (!differs)
            return;
        to.Add((byte)difference.Kind);
        Write(to, difference.Item);
        Write(to, difference.Tax);
        Write(to, difference.Shipping);
        Write(to, difference.Restocking);
        Write(to, difference.Other);
        Write(to, difference.ClearsBy is { } by ? Instants.ToMilliseconds(by) : 0);
    }

    /// <summary>The matches of one order.</summary>
    public static IReadOnlyList<Match> Read(ReadOnlySpan<byte> packed)
    {
        var matches = new List<Match>();
        var at = 0;
        while (at < packed.Length)
        {
            var head = packed[at++];
            var fields = (MatchFields)packed[at++];
            var (refund, item, receipt, amount) = (Next(packed, ref at), Next(packed, ref at), Next(packed, ref at), Next(packed, ref at));
            Difference difference = default;
            if ((head & HasDifference) != 0)
            {
                var kind = (DifferenceKind)packed[at++];
                difference = new(Next(packed, ref at), Next(packed, ref at), Next(packed, ref at), Next(packed, ref at), Next(packed, ref at), kind);
                if (Next(packed, ref at) is not 0 and var clears)
                    difference = difference with { ClearsBy = Instants.FromMilliseconds(clears) };
            }
            matches.Add(new Match(refund, item, receipt, (MatchRule)(head & 0x7F), fields, amount, difference));
        }
        return matches;
    }

    private static void Write(ByteBuffer to, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            to.Add((byte)(rest | 0x80));
            rest >>= 7;
        }
        to.Add((byte)rest);
    }

    private static long Next(ReadOnlySpan<byte> packed, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = packed[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return (long)(value >> 1) ^ -(long)(value & 1);
        }
    }
}

/// <summary>Bytes that grow.</summary>
internal sealed class ByteBuffer
{
    private byte[] bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Length);

    public byte[] Array => bytes;

    public void Clear() => Length = 0;

    public void Add(byte b)
    {
        if (Length == bytes.Length)
            System.Array.Resize(ref bytes, bytes.Length * 2);
        bytes[Length++] = b;
    }
}
