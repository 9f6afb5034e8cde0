namespace LlsEdge.Host.Training.Factory;

/// <summary>The best epoch of a phase so far.</summary>
internal sealed class BestEpoch
{
    /// <summary>Gets or sets its validation loss.</summary>
    public double Loss { get; set; } = double.PositiveInfinity;

    /// <summary>Gets or sets how many epochs came after it.</summary>
    public int Age { get; set; }

    /// <summary>Gets or sets what it left; null where nobody will go back.</summary>
    public byte[]? State { get; set; }

    /// <summary>Takes an epoch in.</summary>
    /// <param name="loss">Its validation loss.</param>
    /// <param name="save">Gives what it left, or null.</param>
    /// <returns>Whether it is the best.</returns>
    public bool Update(double loss, Func<byte[]>? save)
    {
        if (!(loss < Loss))
        {
            Age++;
            return false;
        }

        Loss = loss;
        Age = 0;
        State = save?.Invoke();
        return true;
    }
}
