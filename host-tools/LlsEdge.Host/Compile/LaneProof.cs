namespace LlsEdge.Host.Compile;

/// <summary>
/// How one output channel's sum runs through lanes that it provably never leaves. The taps come in blocks; consecutive blocks make a chunk as long as the
/// chunk's sum, whatever the inputs, spans no more than a lane. Packed sums are ordinary sums of shifted numbers, so that only a chunk's final value must
/// fit, not the steps on the way. Several chunks are brought together by <see cref="Halvings"/> halvings that lose no carry.
/// </summary>
internal sealed class LaneProof
{
    private LaneProof(List<Chunk> chunks)
    {
        Chunks = chunks;
    }

    /// <summary>Gets the chunks in order.</summary>
    public IReadOnlyList<Chunk> Chunks { get; }

    /// <summary>Gets n: the chunks' sum is formed as ⌊sum/2ⁿ⌋.</summary>
    public int Halvings { get; private init; }

    /// <summary>Gets how negative sums are told apart.</summary>
    public SignPlace Sign { get; private init; }

    /// <summary>Gets the multiple of 2^shift that the sum carries on top where <see cref="Sign"/> is <see cref="SignPlace.AfterShift"/>.</summary>
    public long Surplus { get; private init; }

    /// <summary>Gets the bit that is set in an activation that is not negative.</summary>
    public int SignBit { get; private init; }

    /// <summary>Gets the least activation before it is clamped.</summary>
    public long Least { get; private init; }

    /// <summary>Gets the largest activation before it is clamped.</summary>
    public long Largest { get; private init; }

    /// <summary>Proves a channel's lanes.</summary>
    /// <param name="sums">The channel.</param>
    /// <param name="blocks">The blocks of taps.</param>
    /// <param name="bits">A lane's bits.</param>
    /// <returns>The proof, or null where the lanes are too narrow.</returns>
    public static LaneProof? Find(ChannelSums sums, IReadOnlyList<Range> blocks, int bits)
    {
        // Chunks that fill their lanes to the brim may leave no room for the sign: then shorter ones.
        long lane = (1L << bits) - 1;
        return Find(sums, blocks, bits, lane) ?? Find(sums, blocks, bits, lane - (1L << sums.Shift)) ?? Find(sums, blocks, bits, lane / 2);
    }

    private static LaneProof? Find(ChannelSums sums, IReadOnlyList<Range> blocks, int bits, long longest)
    {
        long lane = (1L << bits) - 1;
        List<Chunk>? chunks = FindChunks(sums, blocks, lane, longest);
        if (chunks is null || chunks.Count > 8)
        {
            return null;
        }

        // As few halvings as the chunks' common sum needs; one chunk needs none, for the sum of two there is a formula for one.
        int fewest = chunks.Count == 1 ? 0 : 1;
        int most = chunks.Count == 1 ? 0 : Math.Min(sums.Shift, 3);
        for (int halvings = fewest; halvings <= most; halvings++)
        {
            if (Find(sums, chunks, bits, halvings) is { } proof)
            {
                return proof;
            }
        }

        return null;
    }

    private static LaneProof? Find(ChannelSums sums, List<Chunk> chunks, int bits, int halvings)
    {
        long lane = (1L << bits) - 1;
        long least = sums.Bias + chunks.Sum(chunk => chunk.Least);
        long largest = sums.Bias + chunks.Sum(chunk => chunk.Largest);
        long signAt = 1L << (bits - 1 + halvings);
        LaneProof Proof(SignPlace sign, long surplus, int signBit) => new(chunks)
        {
            Halvings = halvings,
            Sign = sign,
            Surplus = surplus,
            SignBit = signBit,
            Least = least >> sums.Shift,
            Largest = largest >> sums.Shift,
        };

        if (least >= 0 && largest >> halvings <= lane && Distribute(chunks, sums.Bias, lane))
        {
            return Proof(SignPlace.None, 0, 0);
        }

        if (least >= -signAt && largest < signAt && Distribute(chunks, sums.Bias + signAt, lane))
        {
            return Proof(SignPlace.BeforeShift, signAt, bits - 1);
        }

        // The sign is found after the shift, when the lane has room again.
        long surplus = (-least + (1L << sums.Shift) - 1) >> sums.Shift << sums.Shift;
        int signBit = 1;
        while (1L << signBit <= Math.Max(largest >> sums.Shift, -(least >> sums.Shift)))
        {
            signBit++;
        }

        return signBit < bits && (largest + surplus) >> halvings <= lane && Distribute(chunks, sums.Bias + surplus, lane) ? Proof(SignPlace.AfterShift, surplus, signBit) : null;
    }

    private static List<Chunk>? FindChunks(ChannelSums sums, IReadOnlyList<Range> blocks, long lane, long longest)
    {
        List<Chunk> chunks = [];
        for (int i = 0; i < blocks.Count; i++)
        {
            (long least, long largest) = sums.RangeOf(blocks[i]);
            if (largest - least > lane)
            {
                return null;
            }

            Chunk? last = chunks.LastOrDefault();
            if (last is not null && last.Largest - last.Least + largest - least <= longest)
            {
                last.Least += least;
                last.Largest += largest;
                last.LastBlock = i;
            }
            else
            {
                chunks.Add(new Chunk { FirstBlock = i, LastBlock = i, Least = least, Largest = largest });
            }
        }

        return chunks;
    }

    /// <summary>Gives each chunk the constant it starts with, so that none leaves its lane and all together start with the total.</summary>
    private static bool Distribute(List<Chunk> chunks, long total, long lane)
    {
        long rest = total + chunks.Sum(chunk => chunk.Least);
        if (rest < 0)
        {
            return false;
        }

        foreach (Chunk chunk in chunks)
        {
            long room = Math.Min(rest, lane - (chunk.Largest - chunk.Least));
            chunk.Start = room - chunk.Least;
            rest -= room;
        }

        return rest == 0;
    }

    /// <summary>Consecutive blocks whose sum fits a lane.</summary>
    internal sealed class Chunk
    {
        public int FirstBlock { get; init; }

        public int LastBlock { get; set; }

        public long Least { get; set; }

        public long Largest { get; set; }

        /// <summary>Gets or sets the constant that the chunk's sum starts with.</summary>
        public long Start { get; set; }
    }
}
