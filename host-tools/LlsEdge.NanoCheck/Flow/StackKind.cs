namespace LlsEdge.NanoCheck.Flow;

/// <summary>What an entry of the evaluation stack holds.</summary>
public enum StackKind
{
    /// <summary>A 32-bit integer, or anything that widens to one.</summary>
    Narrow,

    /// <summary>A 64-bit integer.</summary>
    Wide,

    /// <summary>A float or a double.</summary>
    Real,

    /// <summary>An object, array, string or <see langword="null"/>.</summary>
    Reference,

    /// <summary>The address of a local, argument, field or array element.</summary>
    Address,

    /// <summary>A structure: on the board an object of its own.</summary>
    Structure,
}
