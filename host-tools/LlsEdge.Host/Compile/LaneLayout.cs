using System.Globalization;

namespace LlsEdge.Host.Compile;

/// <summary>How a layer's positions share words: the map is cut into bands, and a lane holds the same place of one of them.</summary>
/// <param name="RowBands">Bands from top to bottom.</param>
/// <param name="ColumnBands">Bands from left to right.</param>
/// <param name="Bits">Bits from one lane to the next.</param>
public sealed record LaneLayout(int RowBands, int ColumnBands, int Bits)
{
    // A word's sign stays clear, so that shifting it right needs no care.
    private const int UsableBits = 63;
    private const int WidestLane = 31;

    /// <summary>Gets the number of lanes.</summary>
    public int Lanes => RowBands * ColumnBands;

    /// <summary>Lists the layouts of a cut: the widest lanes, and those that come from twice as many by taking every second one.</summary>
    /// <param name="rows">Bands from top to bottom.</param>
    /// <param name="columns">Bands from left to right.</param>
    /// <returns>The layouts.</returns>
    public static IEnumerable<LaneLayout> For(int rows, int columns)
    {
        int widest = Math.Min(UsableBits / (rows * columns), WidestLane);
        yield return new LaneLayout(rows, columns, widest);
        int half = UsableBits / (2 * rows * columns);
        if (rows == 1 && 2 * half < widest)
        {
            yield return new LaneLayout(rows, columns, 2 * half);
        }
    }

    /// <summary>Puts a value into every lane.</summary>
    /// <param name="value">The value, possibly too large for a lane: the sum of the shifted values counts.</param>
    /// <returns>The word.</returns>
    public long Repeat(long value)
    {
        long word = 0;
        for (int i = 0; i < Lanes; i++)
        {
            word += value << (i * Bits);
        }

        return word;
    }

    /// <summary>Gives the lowest bits of every lane.</summary>
    /// <param name="bits">How many.</param>
    /// <returns>The mask.</returns>
    public long Mask(int bits) => Repeat((1L << bits) - 1);

    /// <summary>Tells whether a map of these lanes can be computed from one that is cut into several bands of rows besides.</summary>
    /// <param name="input">The input's lanes.</param>
    public bool SplitsRowsOf(LaneLayout input) => RowBands == 1 && input.RowBands > 1 && ColumnBands == input.ColumnBands && Bits == input.Bits * input.RowBands;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RowBands}x{ColumnBands} lanes of {Bits} bits");
}
