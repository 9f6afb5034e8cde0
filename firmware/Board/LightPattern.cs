namespace LlsEdge.Board
{
    /// <summary>
    /// What the status light shows for as long as a state lasts.
    /// </summary>
    public enum LightPattern
    {
        /// <summary>Not lit.</summary>
        Dark = 0,

        /// <summary>Lit.</summary>
        Lit = 1,

        /// <summary>Five blinks a second.</summary>
        Fast = 2,

        /// <summary>A short flash every second.</summary>
        Beacon = 3,
    }
}
