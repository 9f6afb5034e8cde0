namespace LlsEdge.Learning
{
    /// <summary>The members of the LLS family: how the similarities q = B·u become a layer's scores s.</summary>
    public static class RuleKind
    {
        /// <summary>LLS: s = q.</summary>
        public const int Plain = 0;

        /// <summary>LLS-M: s_c = m_c·q_c, with C numbers learnt in each layer.</summary>
        public const int Diagonal = 1;

        /// <summary>LLS-MxM: s_j = Σ_i q_i·M_ij, with an R×C matrix learnt in each layer; reduced when R is not C.</summary>
        public const int Matrix = 2;
    }
}
