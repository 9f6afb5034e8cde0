using System.Text;
using LlsEdge.VirtualBoard.Loading;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.VirtualBoard;

/// <summary>
/// Estimates what nanoFramework's metadata processor makes of a firmware: IL with two-byte tokens, records of fixed size, each string and signature once.
/// Strings that the board's image has anyway, and parts that signatures share, count in full: some 2 % too much for this firmware.
/// </summary>
public static class FlashEstimate
{
    private const int Header = 124;
    private const int AssemblyReference = 12;
    private const int Reference = 8;
    private const int Type = 24;
    private const int Field = 8;
    private const int Method = 16;
    private const int Attribute = 8;
    private const int Handler = 12;

    /// <summary>Estimates a firmware and its own libraries beside it; the board's class libraries are part of its image.</summary>
    /// <param name="path">The firmware's assembly.</param>
    /// <returns>One share for each assembly, libraries first.</returns>
    /// <exception cref="FirmwareNotSupportedException">An assembly is missing.</exception>
    public static IReadOnlyList<FlashShare> Of(string path)
    {
        using DeskAssemblyResolver resolver = new();
        return [.. FirmwareFiles.Read(path, resolver).Select(assembly => Of(assembly.MainModule))];
    }

    /// <summary>Gives the bytes of a method's body in the board's form.</summary>
    internal static int CodeBytes(MethodBody body)
    {
        int handlers = body.ExceptionHandlers.Count;
        return body.Instructions.Sum(Bytes) + (handlers == 0 ? 0 : (handlers * Handler) + 1);
    }

    private static FlashShare Of(ModuleDefinition module)
    {
        List<TypeDefinition> types = [.. module.GetTypes().Where(type => type.FullName != "<Module>" && !IsCompilersOwn(type))];
        List<MethodDefinition> methods = [.. types.SelectMany(type => type.Methods)];
        List<FieldDefinition> fields = [.. types.SelectMany(type => type.Fields).Where(field => !field.HasConstant)];
        List<TypeReference> typeReferences = [.. module.GetTypeReferences()];
        List<MemberReference> memberReferences = [.. module.GetMemberReferences()];
        int attributes = types.Cast<ICustomAttributeProvider>().Concat(methods).Concat(fields).SelectMany(owner => owner.CustomAttributes)
            .Count(attribute => attribute.AttributeType.FullName != "System.AttributeUsageAttribute");
        List<MethodBody> bodies = [.. methods.Where(method => method.HasBody).Select(method => method.Body)];

        HashSet<string> strings = new(StringComparer.Ordinal) { module.Assembly.Name.Name };
        strings.UnionWith(types.SelectMany(type => new[] { type.Name, type.Namespace }));
        strings.UnionWith(methods.Select(method => method.Name));
        strings.UnionWith(fields.Select(field => field.Name));
        strings.UnionWith(typeReferences.SelectMany(type => new[] { type.Name, type.Namespace }));
        strings.UnionWith(memberReferences.Select(member => member.Name));
        strings.UnionWith(module.AssemblyReferences.Select(reference => reference.Name));
        strings.UnionWith(bodies.SelectMany(body => body.Instructions).Select(instruction => instruction.Operand as string).OfType<string>());

        Dictionary<string, int> signatures = new(StringComparer.Ordinal);
        foreach (MethodReference method in methods.Cast<MethodReference>().Concat(memberReferences.OfType<MethodReference>()))
        {
            Add(signatures, [method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)]);
        }

        foreach (MethodBody body in bodies)
        {
            Add(signatures, [.. body.Variables.Select(variable => variable.VariableType)]);
        }

        foreach (FieldReference field in fields.Cast<FieldReference>().Concat(memberReferences.OfType<FieldReference>()))
        {
            Add(signatures, [field.FieldType]);
        }

        int records = Header + (AssemblyReference * module.AssemblyReferences.Count) + (Reference * (typeReferences.Count + memberReferences.Count))
            + (Type * types.Count) + (Field * fields.Count) + (Method * methods.Count) + (Attribute * attributes);
        int initialised = module.GetTypes().SelectMany(type => type.Fields).Sum(field => field.InitialValue.Length);
        return new FlashShare(module.Assembly.Name.Name, bodies.Sum(CodeBytes), records, strings.Sum(text => Encoding.UTF8.GetByteCount(text) + 1),
            signatures.Values.Sum() + initialised);
    }

    private static bool IsCompilersOwn(TypeDefinition type)
    {
        return type.FullName.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal);
    }

    private static void Add(Dictionary<string, int> signatures, TypeReference[] types)
    {
        signatures[string.Join(',', types.Select(type => type.FullName))] = 1 + types.Sum(Bytes);
    }

    private static int Bytes(TypeReference type)
    {
        return type switch
        {
            ArrayType array => 1 + Bytes(array.ElementType),
            ByReferenceType reference => 1 + Bytes(reference.ElementType),
            { IsPrimitive: true } => 1,
            { MetadataType: MetadataType.Void or MetadataType.String or MetadataType.Object } => 1,
            _ => 3,
        };
    }

    private static int Bytes(Instruction instruction)
    {
        int operand = instruction.OpCode.OperandType switch
        {
            OperandType.InlineSwitch => 1 + (2 * ((Instruction[])instruction.Operand).Length),
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineVar or OperandType.ShortInlineArg or OperandType.ShortInlineI => 1,
            OperandType.InlineBrTarget or OperandType.InlineVar or OperandType.InlineArg or OperandType.InlineString or OperandType.InlineMethod
                or OperandType.InlineType or OperandType.InlineField => 2,
            OperandType.InlineTok or OperandType.InlineI or OperandType.ShortInlineR => 4,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            _ => 0,
        };
        return instruction.OpCode.Size + operand;
    }
}
