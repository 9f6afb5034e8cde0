namespace LlsEdge.Host.Studies.Cost;

/// <summary>One layer as its costs see it.</summary>
/// <param name="Inputs">Products that make one output value: K²·C_in of a convolution, the inputs of a linear layer.</param>
/// <param name="Channels">C_out, or the outputs of a linear layer.</param>
/// <param name="Positions">H·W of the output; 1 for a linear layer.</param>
/// <param name="Cells">P², the pool cells of a channel; 1 for a linear layer.</param>
/// <param name="Latent">n, the length of the latent that the local rule sees.</param>
public sealed record CostShape(long Inputs, long Channels, long Positions, long Cells, long Latent)
{
    /// <summary>Gets the MACs of the forward pass.</summary>
    public long Forward => Inputs * Channels * Positions;

    /// <summary>Gets the products of an update whose error is constant inside a pool cell: one a weight and cell.</summary>
    public long UpdateMultiplications => Inputs * Channels * Cells;

    /// <summary>A convolution.</summary>
    /// <param name="kernel">K.</param>
    /// <param name="inputs">C_in.</param>
    /// <param name="channels">C_out.</param>
    /// <param name="size">Height and width of the output.</param>
    /// <param name="grid">P.</param>
    /// <returns>The shape.</returns>
    public static CostShape Convolution(long kernel, long inputs, long channels, long size, long grid) =>
        new(kernel * kernel * inputs, channels, size * size, grid * grid, channels * grid * grid);

    /// <summary>A linear layer that learns by the local rule.</summary>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="latent">n.</param>
    /// <returns>The shape.</returns>
    public static CostShape Linear(long inputs, long outputs, long latent) => new(inputs, outputs, 1, 1, latent);
}
