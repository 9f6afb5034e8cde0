namespace LlsEdge.MicroBench
{
    /// <summary>
    /// Everything that is measured, in the order of the table.
    /// </summary>
    public static class Catalogue
    {
        /// <summary>Lists the constructs.</summary>
        /// <returns>The constructs.</returns>
        public static Construct[] Create()
        {
            return new Construct[]
            {
                new Construct("empty loop", Chains.Empty),
                new Construct("int chain, 32 terms", Chains.IntChain),
                new Construct("long chain, 32 terms", Chains.LongChain),
                new Construct("long x constant, 16 terms", Chains.LaneConstants),
                new Construct("long x local, 16 terms", Chains.LaneConstantsInLocals),
                new Construct("long x constant, 16 statements", Chains.LaneStatements),
                new Construct("int x constant, 16 terms", Chains.IntConstants),
                new Construct("masked sum, 16 terms", Chains.MaskedSum),
                new Construct("masked sum by constants, 16 terms", Chains.MaskedSumConstants),
                new Construct("int to long, 16 terms", Chains.Widen),
                new Construct("long to int, 16 terms", Chains.Narrow),
                new Construct("int to sbyte, 16 terms", Chains.ToBytes),
                new Construct("int to byte, 16 terms", Chains.ToUnsignedBytes),
                new Construct("negated and complemented, 16 terms", Chains.Negate),
                new Construct("literals of a byte, 16 terms", Chains.SmallLiterals),
                new Construct("literals of four bytes, 16 terms", Chains.WideLiterals),
                new Construct("shifts, 16 terms", Chains.Shifts),
                new Construct("divisions, 8 terms", Chains.Divide),
                new Construct("remainders, 8 terms", Chains.Remainders),
                new Construct("locals to locals, 16", Chains.Moves),
                new Construct("ReLU of four lanes", Lanes.Rectify),
                new Construct("requantise, clamp, store", Lanes.Requantise),
                new Construct("clamp by table", Lanes.ClampByTable),
                new Construct("shift a word of lanes", Lanes.Join),
                new Construct("byte[] loads, 8", Arrays.LoadBytes),
                new Construct("sbyte[] loads, 8", Arrays.LoadSBytes),
                new Construct("short[] loads, 8", Arrays.LoadShorts),
                new Construct("int[] loads, 8", Arrays.LoadInts),
                new Construct("long[] loads, 8", Arrays.LoadLongs),
                new Construct("sbyte[] stores, 8", Arrays.StoreSBytes),
                new Construct("short[] stores, 8", Arrays.StoreShorts),
                new Construct("int[] stores, 8", Arrays.StoreInts),
                new Construct("long[] stores, 8", Arrays.StoreLongs),
                new Construct("int[] += x, 8", Arrays.AddToInts),
                new Construct("short[] = short[] + x, 8", Arrays.AddToShorts),
                new Construct("unrolled long[] MAC, 8", Arrays.UnrolledLongs),
                new Construct("long[] MAC loop, 16", Arrays.LongLoop),
                new Construct("naive sbyte[] MAC loop, 16", Arrays.SByteLoop),
                new Construct("unrolled sbyte[] MAC, 8", Arrays.UnrolledSBytes),
                new Construct("lengths, 8", Arrays.Lengths),
                new Construct("Array.Copy of 64 bytes", Arrays.CopyElements),
                new Construct("Array.Clear of 64 bytes", Arrays.ClearElements),
                new Construct("static call", Calls.Plain),
                new Construct("static call, 2 arguments, result", Calls.TwoArguments),
                new Construct("static call, 6 arguments, result", Calls.SixArguments),
                new Construct("static call, 3 long arguments, result", Calls.LongArguments),
                new Construct("static call, 12 long locals", Calls.ManyLocals),
                new Construct("instance call", Calls.Instance),
                new Construct("virtual call", Calls.Virtual),
                new Construct("property read and written", Calls.Properties),
                new Construct("fields, 4 reads, 4 writes", Calls.Fields),
                new Construct("static fields, 4 reads, 4 writes", Calls.StaticFields),
                new Construct("conditions, 16", Calls.Branches),
                new Construct("jump table of 8", Calls.Switch),
                new Construct("cast", Calls.Cast),
                new Construct("new object, 2 fields", Calls.NewObject),
                new Construct("new byte[16]", Calls.NewArray),
                new Construct("plain frame, 48x48 to 24x24", Network.Frame),
                new Construct("plain convolution 8-16, 12x12 to 6x6", Network.Convolution),
                new Construct("prediction", Network.Predict),
                new Construct("training step", Network.Train),
            };
        }
    }
}
