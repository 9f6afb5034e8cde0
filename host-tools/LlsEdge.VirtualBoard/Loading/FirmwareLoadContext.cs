using System.Reflection;
using System.Runtime.Loader;

namespace LlsEdge.VirtualBoard.Loading;

/// <summary>One boot's assemblies, with statics of their own.</summary>
internal sealed class FirmwareLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, Assembly> _assemblies = new(StringComparer.Ordinal);

    internal FirmwareLoadContext()
        : base("virtual board", isCollectible: true)
    {
        // The runtime keeps a context until its assemblies are gone, so a context that refers to them would keep both for good.
        Unloading += static context => ((FirmwareLoadContext)context)._assemblies.Clear();
    }

    internal Assembly Add(string name, byte[] image)
    {
        using MemoryStream stream = new(image);
        Assembly assembly = LoadFromStream(stream);
        _assemblies.Add(name, assembly);
        return assembly;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_assemblies.TryGetValue(assemblyName.Name!, out Assembly? firmware))
        {
            return firmware;
        }

        return assemblyName.Name == typeof(Machine).Assembly.GetName().Name ? typeof(Machine).Assembly : null;
    }
}
