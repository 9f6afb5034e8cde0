using LlsEdge.NanoCheck.Rules;

namespace LlsEdge.NanoCheck;

/// <summary>Holds an assembly against everything that nanoFramework refuses, limits or does differently.</summary>
public static class Checker
{
    /// <summary>Gets all rules.</summary>
    public static IReadOnlyList<IRule> Rules { get; } =
    [
        new ReferenceRule(),
        new MemberRule(),
        new GenericsRule(),
        new PointerRule(),
        new MultiDimensionalArrayRule(),
        new ExplicitLayoutRule(),
        new PinnedRule(),
        new NativeMethodRule(),
        new OpcodeRule(),
        new OverflowRule(),
        new TokenRule(),
        new ArrayCastRule(),
        new CatchRule(),
        new EnumNameRule(),
        new BytecodeRule(),
        new BranchRule(),
        new SwitchRule(),
        new LocalsRule(),
        new StackRule(),
        new StackEstimateRule(),
        new ArrayInitialiserRule(),
        new StaticArrayRule(),
        new MemberCountRule(),
        new FloatRule(),
        new KernelAllocationRule(),
        new KernelCallRule(),
        new SignednessRule(),
    ];

    /// <summary>Checks an assembly against all rules.</summary>
    /// <param name="assemblyPath">The assembly.</param>
    /// <param name="surfacePaths">Assemblies that declare the board's class library.</param>
    /// <returns>The violations, in the order of the rules.</returns>
    public static IReadOnlyList<Violation> Check(string assemblyPath, IEnumerable<string> surfacePaths)
    {
        using CheckTarget target = CheckTarget.Load(assemblyPath, surfacePaths);
        return [.. Rules.SelectMany(rule => rule.Check(target))];
    }
}
