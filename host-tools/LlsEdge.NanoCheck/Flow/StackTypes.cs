using Mono.Cecil;

namespace LlsEdge.NanoCheck.Flow;

/// <summary>Questions about types that the flow analysis and the rules share.</summary>
public static class StackTypes
{
    /// <summary>Gets an enumeration's integer type, and any other type as it is.</summary>
    /// <param name="type">A type.</param>
    /// <returns>The type that the board's stack sees.</returns>
    public static TypeReference Underlying(TypeReference type)
    {
        ArgumentNullException.ThrowIfNull(type);
        TypeReference plain = type is IModifierType modifier ? modifier.ElementType : type;
        return FindEnum(plain) is { } definition ? definition.Fields.First(field => !field.IsStatic).FieldType : plain;
    }

    /// <summary>Tells whether a type is an enumeration.</summary>
    /// <param name="type">A type.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsEnum(TypeReference type) => FindEnum(type) is not null;

    /// <summary>Tells whether a declared type is a structure that the board allocates: neither a primitive nor an enumeration.</summary>
    /// <param name="type">A declared type.</param>
    /// <returns>Whether it is one.</returns>
    public static bool IsStructure(TypeReference type) => StackValue.OfType(type).Kind == StackKind.Structure;

    /// <summary>Tells whether a declared type promises a signed integer that keeps its full width on the stack.</summary>
    /// <param name="type">A declared type.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsSignedInteger(TypeReference type) => Underlying(type).MetadataType is MetadataType.Int32 or MetadataType.Int64;

    private static TypeDefinition? FindEnum(TypeReference type)
    {
        if (type.MetadataType != MetadataType.ValueType)
        {
            return null;
        }

        try
        {
            return type.Resolve() is { IsEnum: true } definition ? definition : null;
        }
        catch (AssemblyResolutionException)
        {
            // A reference without a surface is reported by a rule of its own.
            return null;
        }
    }
}
