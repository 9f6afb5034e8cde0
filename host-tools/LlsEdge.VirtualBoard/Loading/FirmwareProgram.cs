using System.Reflection;
using LlsEdge.VirtualBoard.Weaving;
using Mono.Cecil;

namespace LlsEdge.VirtualBoard.Loading;

/// <summary>A firmware, retargeted and woven for one machine, ready to be booted any number of times.</summary>
internal sealed class FirmwareProgram
{
    private readonly List<FirmwareAssemblyImage> _images = [];
    private readonly Machine _machine;

    internal FirmwareProgram(string path, Machine machine)
    {
        _machine = machine;
        using DeskAssemblyResolver resolver = new();
        List<AssemblyDefinition> assemblies = FirmwareFiles.Read(path, resolver);
        machine.Heap.ReservedBytes = AssemblyReserve.Of(assemblies, machine.Model);
        _images.AddRange(new FirmwareWeaver(assemblies, machine).Weave());
    }

    /// <summary>Loads fresh assemblies and runs all static constructors, in metadata order as the board does. The last assembly is the application.</summary>
    internal (FirmwareLoadContext Context, List<Assembly> Assemblies) Boot()
    {
        _machine.Boot();
        FirmwareLoadContext context = new();
        List<Assembly> assemblies = [];
        foreach (FirmwareAssemblyImage image in _images)
        {
            Assembly assembly = context.Add(image.Name, image.Bytes);
            assembly.GetType(FirmwareWeaver.AnchorType, throwOnError: true)!.GetField(FirmwareWeaver.AnchorField)!.SetValue(null, _machine);
            assemblies.Add(assembly);
        }

        for (int i = 0; i < _images.Count; i++)
        {
            foreach (string type in _images[i].Initializers)
            {
                Action initialize = assemblies[i].GetType(type, throwOnError: true)!
                    .GetMethod(FirmwareWeaver.InitializerMethod, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.CreateDelegate<Action>();
                initialize();
            }
        }

        return (context, assemblies);
    }
}
