using System.Collections.Immutable;
using LlsEdge.NanoCheck.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LlsEdge.NanoCheck.Rules;

/// <summary>Which instructions allocate on the board's managed heap.</summary>
internal static class Allocation
{
    private const string KernelAttribute = "LlsEdge.Learning.KernelAttribute";

    /// <summary>Members of the class library that are known not to allocate.</summary>
    private static readonly HashSet<string> _free =
    [
        "System.Void System.Array::Copy(System.Array,System.Array,System.Int32)",
        "System.Void System.Array::Copy(System.Array,System.Int32,System.Array,System.Int32,System.Int32)",
        "System.Void System.Array::Clear(System.Array,System.Int32,System.Int32)",
        "System.Int32 System.Array::get_Length()",
        "System.Int32 System.Math::Abs(System.Int32)",
        "System.Int32 System.Math::Max(System.Int32,System.Int32)",
        "System.Int32 System.Math::Min(System.Int32,System.Int32)",
        "System.Void System.Object::.ctor()",
    ];

    /// <summary>Tells whether a method is marked as an inner loop.</summary>
    /// <param name="method">The method.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsKernel(MethodDefinition method) => method.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == KernelAttribute);

    /// <summary>Finds what a method allocates by itself, without the methods that it calls.</summary>
    /// <param name="target">The assembly.</param>
    /// <param name="method">A method with a body.</param>
    /// <returns>What is allocated, and where; no instruction for what the whole method costs.</returns>
    public static IEnumerable<(Instruction? Instruction, string What)> Own(CheckTarget target, MethodDefinition method)
    {
        if (method.Body.Variables.Any(variable => StackTypes.IsStructure(variable.VariableType)))
        {
            yield return (null, "a local is a structure, which the board allocates on entry");
        }

        foreach ((Instruction instruction, ImmutableArray<StackValue> stack) in target.GetFlow(method).Steps)
        {
            string? what = instruction.OpCode.Code switch
            {
                Code.Newobj => $"an object {((MethodReference)instruction.Operand).DeclaringType.Name} is created",
                Code.Newarr => "an array is created",
                Code.Box => "a value is boxed",
                Code.Ldftn or Code.Ldvirtftn => "a delegate is created",
                Code.Call or Code.Callvirt => StackTypes.IsStructure(((MethodReference)instruction.Operand).ReturnType) ? "a structure is returned" : null,
                _ => PushesStructure(method, instruction, stack) ? "a structure is copied" : null,
            };

            if (what is not null)
            {
                yield return (instruction, what);
            }
        }
    }

    /// <summary>Tells whether a call certainly allocates nothing, however deep it goes.</summary>
    /// <param name="target">The assembly.</param>
    /// <param name="call">The call.</param>
    /// <returns>Whether it is certain.</returns>
    public static bool IsFree(CheckTarget target, Instruction call) => IsFree(target, call, []);

    private static bool IsFree(CheckTarget target, Instruction call, HashSet<MethodDefinition> visited)
    {
        var callee = (MethodReference)call.Operand;
        if (_free.Contains(callee.FullName))
        {
            return true;
        }

        MethodDefinition? definition = target.Methods.FirstOrDefault(method => method.FullName == callee.FullName);
        if (definition is null)
        {
            // Another assembly's kernels were checked with that one.
            return callee.DeclaringType.Scope is AssemblyNameReference && Find(callee) is { } foreign && IsKernel(foreign);
        }

        // Whichever override is called: each is a kernel, which the checker holds to allocate nothing.
        if (MayBeOverridden(call, definition))
        {
            return IsKernel(definition) && Overrides(target, definition).All(IsKernel);
        }

        if (!definition.HasBody)
        {
            return false;
        }

        return IsKernel(definition) || !visited.Add(definition)
            || (!Own(target, definition).Any() && Calls(definition).All(inner => IsFree(target, inner, visited)));
    }

    /// <summary>Lists the calls in a method.</summary>
    /// <param name="method">A method with a body.</param>
    /// <returns>The calls.</returns>
    public static IEnumerable<Instruction> Calls(MethodDefinition method) =>
        method.Body.Instructions.Where(instruction => instruction.OpCode.Code is Code.Call or Code.Callvirt);

    /// <summary>Finds a method of another assembly; null where that assembly is not at hand, which the rule for references tells.</summary>
    private static MethodDefinition? Find(MethodReference callee)
    {
        try
        {
            return callee.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    private static bool MayBeOverridden(Instruction call, MethodDefinition callee) =>
        call.OpCode.Code == Code.Callvirt && callee.IsVirtual && !callee.IsFinal && !callee.DeclaringType.IsSealed;

    private static IEnumerable<MethodDefinition> Overrides(CheckTarget target, MethodDefinition callee) =>
        target.Methods.Where(method => method.IsVirtual && method.Name == callee.Name && Derives(method.DeclaringType, callee.DeclaringType)
            && method.Parameters.Select(p => p.ParameterType.FullName).SequenceEqual(callee.Parameters.Select(p => p.ParameterType.FullName)));

    private static bool Derives(TypeDefinition type, TypeDefinition ancestor)
    {
        for (TypeReference? parent = type.BaseType; parent is not null; parent = (parent as TypeDefinition)?.BaseType)
        {
            if (parent.FullName == ancestor.FullName)
            {
                return true;
            }
        }

        return false;
    }

    private static bool PushesStructure(MethodDefinition method, Instruction instruction, ImmutableArray<StackValue> stack) =>
        instruction.OpCode.StackBehaviourPush != StackBehaviour.Push0 && StackEffect.Apply(method, instruction, stack) is [.., { Kind: StackKind.Structure }];
}
