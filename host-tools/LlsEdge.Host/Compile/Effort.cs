namespace LlsEdge.Host.Compile;

/// <summary>What code takes: instructions of the board's processor (in the cost table's unit), IL instructions, bytes of IL.</summary>
/// <param name="Cost">Processor instructions.</param>
/// <param name="Instructions">IL instructions.</param>
/// <param name="Bytes">Bytes of IL.</param>
public readonly record struct Effort(double Cost, double Instructions, double Bytes)
{
    /// <summary>Gets no effort.</summary>
    public static Effort None => default;

    /// <summary>Adds two efforts.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <returns>Both.</returns>
    public static Effort operator +(Effort a, Effort b) => new(a.Cost + b.Cost, a.Instructions + b.Instructions, a.Bytes + b.Bytes);

    /// <summary>Adds two efforts.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <returns>Both.</returns>
    public static Effort Add(Effort a, Effort b) => a + b;

    /// <summary>Gives the effort of code that stands once and runs several times.</summary>
    /// <param name="times">How often it runs.</param>
    /// <returns>The effort, bytes counted once.</returns>
    public Effort Repeat(double times) => new(Cost * times, Instructions * times, Bytes);
}
