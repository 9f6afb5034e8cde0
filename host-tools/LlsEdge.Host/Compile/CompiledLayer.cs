namespace LlsEdge.Host.Compile;

/// <summary>What the compiler chose for a layer.</summary>
/// <param name="Layer">The layer's index.</param>
/// <param name="Kernel">The kernel family.</param>
/// <param name="Lanes">How positions share words.</param>
/// <param name="Macs">Nominal multiply-accumulates a frame.</param>
/// <param name="Terms">Terms added or subtracted for one column of words, all methods together.</param>
/// <param name="PlainTerms">The same without shared sums.</param>
/// <param name="Chunks">The most chunks a channel's sum is divided into to stay in its lane.</param>
/// <param name="Blocks">Into how many blocks the taps are divided.</param>
/// <param name="Methods">How many methods share the output channels.</param>
/// <param name="PerFrame">The kernels' effort a frame; bytes are those of the code.</param>
public sealed record CompiledLayer(
    int Layer, string Kernel, LaneLayout Lanes, long Macs, int Terms, int PlainTerms, int Chunks, int Blocks, int Methods, Effort PerFrame);
