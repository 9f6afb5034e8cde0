using LlsEdge.Learning;

namespace LlsEdge.Trunk
{
    /// <summary>The trunk that this firmware is built with: none.</summary>
    public static class InstalledTrunk
    {
        /// <summary>Gives the trunk.</summary>
        /// <returns>Null: this firmware interprets every layer.</returns>
        public static CompiledTrunk Create()
        {
            return null;
        }
    }
}
