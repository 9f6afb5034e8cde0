namespace LlsEdge.Host.Studies.Digits;

/// <summary>What teaches the convolutions of the small network; the head always learns by its own cross-entropy.</summary>
public enum DigitRule
{
    /// <summary>Back-propagation.</summary>
    Bp,

    /// <summary>LLS.</summary>
    Lls,

    /// <summary>LLS-M.</summary>
    LlsM,

    /// <summary>LLS-MxM.</summary>
    LlsMxM,

    /// <summary>Nothing: the convolutions stay as they were drawn.</summary>
    Random,
}
