using System.Runtime.CompilerServices;
using LlsEdge.VirtualBoard.Loading;
using Mono.Cecil;

namespace LlsEdge.VirtualBoard.Weaving;

/// <summary>Turns the firmware's assemblies into ones that run on the desk and report what they do.</summary>
internal sealed class FirmwareWeaver
{
    internal const string AnchorType = "<VirtualBoard>";
    internal const string AnchorField = "Machine";
    internal const string InitializerMethod = "<Initialize>";

    private readonly List<AssemblyDefinition> _assemblies;
    private readonly Machine _machine;
    private readonly BoardLayout _layout;
    private readonly HashSet<ModuleDefinition> _modules;

    internal FirmwareWeaver(List<AssemblyDefinition> assemblies, Machine machine)
    {
        _assemblies = assemblies;
        _machine = machine;
        _layout = new BoardLayout(machine.Model);
        _modules = [.. assemblies.Select(assembly => assembly.MainModule)];
    }

    internal IEnumerable<FirmwareAssemblyImage> Weave()
    {
        List<Retargeter> retargeters = [];
        foreach (AssemblyDefinition assembly in _assemblies)
        {
            Retargeter retargeter = new(assembly.MainModule);
            retargeter.Run();
            retargeters.Add(retargeter);
        }

        List<MethodDefinition> methods = [.. _modules.SelectMany(TypesInMetadataOrder).SelectMany(type => type.Methods).Where(method => method.HasBody)];
        Dictionary<MethodDefinition, MethodPlan> plans = methods.ToDictionary(method => method, method => MethodPlan.Of(method, _layout));
        AllocationReach reach = new(methods, IsFirmware);
        long counters = _machine.Meter.Reserve(plans.Values.Sum(plan => plan.Blocks.Count) + 1);
        List<FirmwareAssemblyImage> images = [];
        for (int i = 0; i < _assemblies.Count; i++)
        {
            images.Add(Weave(_assemblies[i], retargeters[i], plans, reach, counters));
        }

        _machine.Meter.Seal();
        return images;
    }

    private static IEnumerable<TypeDefinition> TypesInMetadataOrder(ModuleDefinition module)
    {
        return module.GetTypes().OrderBy(type => type.MetadataToken.RID);
    }

    private static FieldDefinition AddAnchor(ModuleDefinition module, TypeReference machine)
    {
        TypeDefinition anchor = new(string.Empty, AnchorType, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed,
            module.TypeSystem.Object);
        FieldDefinition field = new(AnchorField, FieldAttributes.Public | FieldAttributes.Static, machine);
        anchor.Fields.Add(field);
        module.Types.Add(anchor);
        return field;
    }

    /// <summary>Makes a static constructor an ordinary method, so that it runs when the boot says so and not when .NET first needs the type.</summary>
    private static string? TakeInitializer(TypeDefinition type)
    {
        foreach (FieldDefinition field in type.Fields)
        {
            if (field.IsStatic)
            {
                // Otherwise the compiler could take the value from before the initialiser for final.
                field.IsInitOnly = false;
            }
        }

        MethodDefinition? initializer = type.Methods.FirstOrDefault(method => method.IsConstructor && method.IsStatic);
        if (initializer is null)
        {
            return null;
        }

        initializer.Name = InitializerMethod;
        initializer.IsSpecialName = false;
        initializer.IsRuntimeSpecialName = false;
        return type.FullName.Replace('/', '+');
    }

    private FirmwareAssemblyImage Weave(
        AssemblyDefinition assembly,
        Retargeter retargeter,
        Dictionary<MethodDefinition, MethodPlan> plans,
        AllocationReach reach,
        long counters)
    {
        ModuleDefinition module = assembly.MainModule;
        List<TypeDefinition> types = [.. TypesInMetadataOrder(module)];
        FieldDefinition machineField = AddAnchor(module, retargeter.Machine);
        WeavingScope scope = new(module, machineField, _machine, _layout, counters, retargeter.NeedMachine, IsFirmware, reach.MayAllocate);
        List<string> initializers = [];
        List<MethodDefinition> phases = [];
        foreach (TypeDefinition type in types)
        {
            foreach (MethodDefinition method in type.Methods.Where(method => method.HasBody))
            {
                MethodWeaver.Weave(method, plans[method], scope);
                if (PhaseWrapper.NameOf(method) is not null)
                {
                    phases.Add(method);
                }
            }

            if (TakeInitializer(type) is string initializer)
            {
                initializers.Add(initializer);
            }
        }

        foreach (MethodDefinition method in phases)
        {
            PhaseWrapper.Wrap(method, PhaseWrapper.NameOf(method)!, scope);
        }

        // Fully optimised from the first call: counts do not depend on it, but what .NET's collector finds alive, and the speed, do.
        foreach (MethodDefinition method in types.SelectMany(type => type.Methods))
        {
            method.AggressiveOptimization = method.HasBody;
        }

        CustomAttribute access = new(module.ImportReference(typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])));
        access.ConstructorArguments.Add(new CustomAttributeArgument(module.TypeSystem.String, retargeter.Desk.Name));
        assembly.CustomAttributes.Add(access);
        using MemoryStream image = new();
        assembly.Write(image);
        return new FirmwareAssemblyImage(assembly.Name.Name, image.ToArray(), initializers);
    }

    private bool IsFirmware(TypeDefinition type)
    {
        return _modules.Contains(type.Module);
    }
}
