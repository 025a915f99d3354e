using System.Text;

namespace ReturnsConsole.Reconciliation;

/// <summary>
/// An id or code of a fact, as UTF-8 bytes inside a larger block. Half a million facts are compared without making one string each; only what a case says
/// becomes a string. Compared byte by byte.
/// </summary>
public readonly struct FactText : IEquatable<FactText>, IComparable<FactText>
{
    private readonly byte[]? block;
    private readonly int offset;
    private readonly int length;

    public FactText(byte[] block, int offset, int length)
    {
        this.block = block;
        this.offset = offset;
        this.length = length;
    }

    public bool IsEmpty => length == 0;

    public ReadOnlySpan<byte> Span => new(block, offset, length);

    public static implicit operator FactText(string text) => Of(text);

    public static FactText Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new(bytes, 0, bytes.Length);
    }

    /// <summary>Both say something, and the same.</summary>
    public bool Agrees(in FactText other) => length > 0 && length == other.length && Span.SequenceEqual(other.Span);

    /// <summary>Both say something, but not the same.</summary>
    public bool Contradicts(in FactText other) => length > 0 && other.length > 0 && !Span.SequenceEqual(other.Span);

    public bool Equals(FactText other) => Span.SequenceEqual(other.Span);

    public int CompareTo(FactText other) => Span.SequenceCompareTo(other.Span);

    public override bool Equals(object? obj) => obj is FactText other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public override string ToString() => length == 0 ? "" : Encoding.UTF8.GetString(Span);

    public static bool operator ==(FactText left, FactText right) => left.Equals(right);

    public static bool operator !=(FactText left, FactText right) => !left.Equals(right);

    public static bool operator <(FactText left, FactText right) => left.CompareTo(right) < 0;

    public static bool operator >(FactText left, FactText right) => left.CompareTo(right) > 0;

    public static bool operator <=(FactText left, FactText right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FactText left, FactText right) => left.CompareTo(right) >= 0;
}
