using LlsEdge.VirtualBoard.Metering;
using Mono.Cecil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>Sizes of the firmware's objects on the board.</summary>
internal sealed class BoardLayout
{
    private const int ExceptionFields = 4;

    private readonly BoardModel _model;
    private readonly Dictionary<string, int> _structs = new(StringComparer.Ordinal);

    internal BoardLayout(BoardModel model)
    {
        _model = model;
    }

    internal BoardModel Model => _model;

    internal int StackSlot => _model.Layout("stackSlot");

    /// <summary>Gives the size of a struct that the board keeps as a heap object; zero for anything else.</summary>
    internal int StructSize(TypeReference type)
    {
        if (type.IsByReference || type.IsArray || type.IsPrimitive || type is GenericParameter
            || type.MetadataType is not (MetadataType.ValueType or MetadataType.Class)
            || type.FullName is "System.DateTime" or "System.TimeSpan"
            || type.FullName is "System.RuntimeTypeHandle" or "System.RuntimeFieldHandle" or "System.RuntimeMethodHandle")
        {
            return 0;
        }

        if (_structs.TryGetValue(type.FullName, out int known))
        {
            return known;
        }

        TypeDefinition definition = type.Resolve();
        int size = definition.IsValueType && !definition.IsEnum && !definition.IsPrimitive ? _model.Layout("objectHeader") + FieldBytes(definition) : 0;
        _structs[type.FullName] = size;
        return size;
    }

    internal int ObjectSize(TypeReference type, Func<TypeDefinition, bool> isFirmware)
    {
        TypeDefinition definition = type.Resolve();
        if (definition.BaseType?.FullName == "System.MulticastDelegate")
        {
            return _model.Layout("delegate");
        }

        if (!isFirmware(definition))
        {
            return _model.Layout(definition.FullName == "System.Object" ? "objectHeader" : "libraryObject");
        }

        int size = _model.Layout("objectHeader");
        while (isFirmware(definition))
        {
            size += FieldBytes(definition);
            definition = definition.BaseType!.Resolve();
        }

        return IsException(definition) ? size + (ExceptionFields * _model.Layout("perField")) : size;
    }

    internal int BoxSize(TypeReference type)
    {
        int size = StructSize(type);
        return size == 0 ? _model.Layout("boxed") : size;
    }

    internal int ElementSize(TypeReference type)
    {
        switch (type.MetadataType)
        {
            case MetadataType.Boolean or MetadataType.Byte or MetadataType.SByte:
                return 1;
            case MetadataType.Char or MetadataType.Int16 or MetadataType.UInt16:
                return 2;
            case MetadataType.Int32 or MetadataType.UInt32 or MetadataType.Single or MetadataType.IntPtr or MetadataType.UIntPtr:
                return 4;
            case MetadataType.Int64 or MetadataType.UInt64 or MetadataType.Double:
                return 8;
            case MetadataType.ValueType when type.Resolve() is { IsEnum: true } definition:
                return ElementSize(definition.Fields.First(field => !field.IsStatic).FieldType);
        }

        return _model.Layout("perField") + StructSize(type);
    }

    private static bool IsException(TypeDefinition? definition)
    {
        while (definition is not null)
        {
            if (definition.FullName == "System.Exception")
            {
                return true;
            }

            definition = definition.BaseType?.Resolve();
        }

        return false;
    }

    private int FieldBytes(TypeDefinition definition)
    {
        return definition.Fields.Where(field => !field.IsStatic).Sum(field => _model.Layout("perField") + StructSize(field.FieldType));
    }
}
