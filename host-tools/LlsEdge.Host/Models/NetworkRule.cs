namespace LlsEdge.Host.Models;

/// <summary>Where the hidden stages of a desk network get their error from. The classifier always learns by cross-entropy.</summary>
public enum NetworkRule
{
    /// <summary>Back-propagation.</summary>
    Bp,

    /// <summary>LLS.</summary>
    Lls,

    /// <summary>LLS with a learnt factor a class.</summary>
    LlsM,

    /// <summary>LLS with a learnt matrix of classes × classes.</summary>
    LlsMxm,

    /// <summary>LLS with a learnt matrix of R × classes.</summary>
    LlsMxmReduced,

    /// <summary>A fixed random basis, latents not normalised.</summary>
    LlsRandom,

    /// <summary>A fixed random basis of standard deviation 0.1, with a learnt factor a class.</summary>
    LlsMRandom,

    /// <summary>A fixed random basis of standard deviation 0.1, with a learnt matrix of classes × classes.</summary>
    LlsMxmRandom,

    /// <summary>A local linear classifier at every stage, trained with it.</summary>
    LocalLosses,

    /// <summary>Direct feedback alignment: the classifier's error through a fixed random matrix.</summary>
    Dfa,

    /// <summary>Direct random target projection: the label through a fixed random matrix.</summary>
    Drtp,

    /// <summary>Nothing: hidden stages keep their random weights, only the classifier learns.</summary>
    Frozen,
}
