using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>
/// The content hash of a row: the wrapping sum of one 64-bit value per non-empty field, so the order of columns does not matter.
/// A field's value folds its content with the seed of its column name (128-bit multiply, high half xor low half, as wyhash does).
/// Text counts by its UTF-8 bytes, numbers and dates by what they mean: the same row saved in another culture has the same hash.
/// The values are stored, so nothing here may change without a new column beside the old.
/// </summary>
internal static class RowHash
{
    private const ulong A = 0xa0761d6478bd642f;
    private const ulong B = 0xe7037ed1a0b428db;
    private const ulong C = 0x8ebc6af09c88c6e3;

    /// <summary>The seed of a column, from its normalised name.</summary>
    public static ulong Seed(string normalisedName) => Text(A, Encoding.UTF8.GetBytes(normalisedName)) | 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Text(ulong seed, ReadOnlySpan<byte> text)
    {
        ulong first, last;
        var left = text;
        while (left.Length > 16)
        {
            seed = Fold(BinaryPrimitives.ReadUInt64LittleEndian(left) ^ A, BinaryPrimitives.ReadUInt64LittleEndian(left[8..]) ^ seed);
            left = left[16..];
        }

        if (left.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(left);
            last = BinaryPrimitives.ReadUInt64LittleEndian(left[^8..]);
        }
        else if (left.Length >= 4)
        {
            first = BinaryPrimitives.ReadUInt32LittleEndian(left);
            last = BinaryPrimitives.ReadUInt32LittleEndian(left[^4..]);
        }
        else if (left.Length > 0)
        {
            first = (ulong)left[0] << 16 | (ulong)left[left.Length >> 1] << 8 | left[^1];
            last = 0;
        }
        else
        {
            first = last = 0;
        }

        return Fold(Fold(first ^ B, last ^ seed) ^ (ulong)text.Length, C ^ seed);
    }

    /// <summary>A number or an instant: what it means, not how it is written.</summary>
    public static ulong Value(ulong seed, long value, int scale = 0) =>
        Fold(Fold((ulong)value ^ B, (ulong)(scale + 1) ^ seed) ^ A, C ^ seed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
