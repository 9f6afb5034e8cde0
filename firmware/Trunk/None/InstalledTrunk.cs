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

        /// <summary>Gives the model that it came with.</summary>
        /// <returns>Null: a firmware without a trunk has no factory model; one is put over the link.</returns>
        public static FactoryModel CreateFactory()
        {
            return null;
        }
    }
}
