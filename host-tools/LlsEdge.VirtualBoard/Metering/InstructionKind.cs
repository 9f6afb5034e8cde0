namespace LlsEdge.VirtualBoard;

/// <summary>What an IL instruction does, as far as its cost on the board depends on it.</summary>
public enum InstructionKind
{
    /// <summary>Constants, arithmetic, conversions, moves to and from locals and arguments.</summary>
    Simple,

    /// <summary>Jumps, taken or not.</summary>
    Branch,

    /// <summary>Loads of an array element (<c>ldelem</c>).</summary>
    LoadElement,

    /// <summary>Stores to an array element (<c>stelem</c>).</summary>
    StoreElement,

    /// <summary>Loads of an instance field (<c>ldfld</c>, <c>ldflda</c>).</summary>
    LoadField,

    /// <summary>Stores to an instance field (<c>stfld</c>).</summary>
    StoreField,

    /// <summary>Loads of a static field (<c>ldsfld</c>, <c>ldsflda</c>).</summary>
    LoadStatic,

    /// <summary>Stores to a static field (<c>stsfld</c>).</summary>
    StoreStatic,

    /// <summary>Calls, virtual or not.</summary>
    Call,

    /// <summary>Returns.</summary>
    Return,

    /// <summary>New objects (<c>newobj</c>).</summary>
    NewObject,

    /// <summary>New arrays (<c>newarr</c>).</summary>
    NewArray,

    /// <summary>Everything else: boxing, casts, strings, exceptions, indirect loads and stores.</summary>
    Other,
}
