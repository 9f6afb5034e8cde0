using Mono.Cecil;

namespace LlsEdge.NanoCheck.Flow;

/// <summary>What is known of one entry of the evaluation stack.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Type">Its type where known; the target's type for an address, the structure's or enumeration's for a boxed value.</param>
/// <param name="MayBeUnsigned">Whether the board may carry the unsigned tag with it (U4, U8).</param>
/// <param name="IsNonNegative">Whether its top bit is certainly clear, so that signed and unsigned operations agree on it.</param>
/// <param name="Constant">Its value where the code states one.</param>
/// <param name="IsArrayElement">For an address: whether it points into an array, where a store keeps the element's own type.</param>
public readonly record struct StackValue(
    StackKind Kind, TypeReference? Type = null, bool MayBeUnsigned = false, bool IsNonNegative = false, long? Constant = null, bool IsArrayElement = false)
{
    /// <summary>Gets whether an operation that follows the tag may differ from one that follows the opcode.</summary>
    public bool IsHazard => MayBeUnsigned && !IsNonNegative;

    /// <summary>States a constant.</summary>
    /// <param name="kind">Width.</param>
    /// <param name="value">Value.</param>
    /// <returns>The entry.</returns>
    public static StackValue OfConstant(StackKind kind, long value) => new(kind, IsNonNegative: value >= 0, Constant: value);

    /// <summary>Describes a value of a declared type, as it lies on the stack after loading.</summary>
    /// <param name="type">The declared type.</param>
    /// <returns>The entry.</returns>
    public static StackValue OfType(TypeReference type)
    {
        ArgumentNullException.ThrowIfNull(type);
        TypeReference plain = StackTypes.Underlying(type);
        return plain.MetadataType switch
        {
            MetadataType.Boolean or MetadataType.Byte or MetadataType.Char or MetadataType.UInt16 => new(StackKind.Narrow, type, IsNonNegative: true),
            MetadataType.SByte or MetadataType.Int16 or MetadataType.Int32 or MetadataType.IntPtr => new(StackKind.Narrow, type),
            MetadataType.UInt32 or MetadataType.UIntPtr => new(StackKind.Narrow, type, MayBeUnsigned: true),
            MetadataType.Int64 => new(StackKind.Wide, type),
            MetadataType.UInt64 => new(StackKind.Wide, type, MayBeUnsigned: true),
            MetadataType.Single or MetadataType.Double => new(StackKind.Real, type),
            MetadataType.ByReference => new(StackKind.Address, ((ByReferenceType)plain).ElementType),
            MetadataType.Pointer => new(StackKind.Address, ((PointerType)plain).ElementType),
            MetadataType.ValueType or MetadataType.TypedByReference => new(StackKind.Structure, type),
            _ => new(StackKind.Reference, type),
        };
    }

    /// <summary>Describes an entry that two paths may have left.</summary>
    /// <param name="other">What the other path left.</param>
    /// <returns>What holds on both.</returns>
    public StackValue Join(StackValue other) => new(
        Kind,
        Type is not null && other.Type is not null && Type.FullName == other.Type.FullName ? Type : null,
        MayBeUnsigned || other.MayBeUnsigned,
        IsNonNegative && other.IsNonNegative,
        Constant == other.Constant ? Constant : null,
        IsArrayElement && other.IsArrayElement);
}
