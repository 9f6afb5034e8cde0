using Mono.Cecil;

namespace LlsEdge.VirtualBoard.Loading;

/// <summary>Reads a firmware assembly and the firmware's own libraries beside it, those referred to first.</summary>
internal static class FirmwareFiles
{
    internal static List<AssemblyDefinition> Read(string path, DeskAssemblyResolver resolver)
    {
        if (!File.Exists(path))
        {
            throw new FirmwareNotSupportedException($"There is no firmware at '{path}': build the firmware project, or name another file.");
        }

        List<AssemblyDefinition> assemblies = [];
        Read(path, resolver, assemblies, []);
        return assemblies;
    }

    private static void Read(string path, DeskAssemblyResolver resolver, List<AssemblyDefinition> assemblies, HashSet<string> visited)
    {
        AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });
        visited.Add(assembly.Name.Name);
        resolver.Add(assembly);
        foreach (AssemblyNameReference reference in assembly.MainModule.AssemblyReferences)
        {
            if (TypeMap.IsLibrary(reference.Name) || visited.Contains(reference.Name))
            {
                continue;
            }

            string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, reference.Name);
            string? found = File.Exists(beside + ".dll") ? beside + ".dll" : File.Exists(beside + ".exe") ? beside + ".exe" : null;
            if (found is null)
            {
                throw new FirmwareNotSupportedException($"{Path.GetFileName(path)} refers to {reference.Name}, which is neither "
                    + "a library that the virtual board simulates nor a file beside it.");
            }

            Read(found, resolver, assemblies, visited);
        }

        assemblies.Add(assembly);
    }
}
