namespace LlsEdge.Host.Rules;

/// <summary>How the products q = B·u become scores s.</summary>
public enum Modulation
{
    /// <summary>LLS: s = q.</summary>
    None,

    /// <summary>LLS-M: s_c = m_c·q_c, one learnt factor a class.</summary>
    Vector,

    /// <summary>LLS-MxM, and with more or fewer basis rows than classes LLS-MxM reduced: s_j = Σᵢ qᵢ·M_ij, a learnt matrix of rows × classes.</summary>
    Matrix,
}
