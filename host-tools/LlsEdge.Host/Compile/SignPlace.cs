namespace LlsEdge.Host.Compile;

/// <summary>Where a lane tells whether its sum is negative.</summary>
internal enum SignPlace
{
    /// <summary>No sum is negative.</summary>
    None,

    /// <summary>The sum starts with half a lane on top: the lane's highest bit is set where the sum is not negative.</summary>
    BeforeShift,

    /// <summary>The sum carries just enough on top to be positive; what makes its sign a bit is added after the shift.</summary>
    AfterShift,
}
