namespace LlsEdge.Learning
{
    /// <summary>
    /// The code of a trunk: a model's leading, frozen convolutions, whose weights are constants in straight-line methods that <c>llsedge model compile</c>
    /// wrote. It holds no state; <see cref="TrunkRunner"/> keeps the rows it works on. firmware/Trunk/README.md explains the arithmetic.
    /// </summary>
    public abstract class CompiledTrunk
    {
        /// <summary>Numbers a layer in <see cref="GetLanes"/>: row bands, column bands, bits of a lane.</summary>
        public const int LaneFields = 3;

        /// <summary>Gets or sets the trunk that this firmware was built with; null where it has none.</summary>
        public static CompiledTrunk Installed { get; set; }

        /// <summary>Gets the number of layers it replaces.</summary>
        public abstract int LayerCount { get; }

        /// <summary>Gets the checksum of what it replaces, see <see cref="TrunkHash"/>: only a model with the same may run on it.</summary>
        public abstract int Hash { get; }

        /// <summary>Tells whether this firmware can run a model: a complete one, or the tail of its own trunk.</summary>
        /// <param name="model">The model.</param>
        /// <returns>False for the tail of another trunk.</returns>
        public static bool CanRun(Model model)
        {
            CompiledTrunk trunk = Installed;
            return model.TrunkHash == null
                || (trunk != null && trunk.Hash == model.TrunkHash[0] && trunk.LayerCount == model.TrunkLayerCount);
        }

        /// <summary>Gives how each layer's positions share words.</summary>
        /// <returns><see cref="LaneFields"/> numbers a layer; allocates.</returns>
        public abstract int[] GetLanes();

        /// <summary>Packs the pixels of one row of words.</summary>
        /// <param name="line">One byte a pixel: the row of every band of rows, one after the other.</param>
        /// <param name="codes">What each gray level becomes.</param>
        /// <param name="output">Receives the words.</param>
        /// <param name="target">The first word's index.</param>
        [Kernel]
        public abstract void PackRow(byte[] line, int[] codes, long[] output, int target);

        /// <summary>Computes one row of words of a layer.</summary>
        /// <param name="layer">The layer's index.</param>
        /// <param name="words">The words of all maps.</param>
        /// <param name="rows">
        /// The indices of the rows of its input, as many as its kernel is high; then, for a layer that reads a map of several row bands row by row, the first
        /// bits of their bands.
        /// </param>
        /// <param name="target">The first output word's index.</param>
        /// <returns>How many activations would have exceeded the limit.</returns>
        [Kernel]
        public abstract int RunRow(int layer, long[] words, int[] rows, int target);
    }
}
