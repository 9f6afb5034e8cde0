namespace LlsEdge.Host.Rules;

/// <summary>What the rows of the basis B are.</summary>
public enum BasisKind
{
    /// <summary>The sign of the sine basis: one bit an entry.</summary>
    Square,

    /// <summary>b_c[t] = sin(f_c·t), with f evenly spaced from 50 to 512.</summary>
    Sine,

    /// <summary>Normally distributed, drawn once and then fixed.</summary>
    Random,

    /// <summary>For two classes: the signs of one square wave, and their opposites, so that no position has the same sign in both rows.</summary>
    Antipodal,
}
