namespace LlsEdge.Board
{
    /// <summary>
    /// What a person did to a button.
    /// </summary>
    public enum ButtonPress
    {
        /// <summary>Nothing yet.</summary>
        None = 0,

        /// <summary>A short press.</summary>
        Once = 1,

        /// <summary>A long press.</summary>
        Held = 2,

        /// <summary>A double press.</summary>
        Twice = 3,
    }
}
