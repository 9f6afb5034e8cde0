using Mono.Cecil;

namespace LlsEdge.Nano.Tests;

/// <summary>A surface may leave out what the board has, but must never declare what it lacks.</summary>
public sealed class SurfaceTests
{
    /// <summary>The only surface that the listing does not know; it declares nothing.</summary>
    private const string Empty = "nanoFramework.System.Text";

    public static TheoryData<string> Names => [.. Repository.SurfaceNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void ASurfaceDeclaresOnlyWhatTheBoardHas(string name)
    {
        NanoApi api = NanoApi.LoadOrSkip();
        using AssemblyDefinition surface = AssemblyDefinition.ReadAssembly(Repository.SurfacePath(name));
        TypeDefinition[] types = [.. surface.MainModule.GetTypes().Where(IsVisible)];
        if (name == Empty)
        {
            types.ShouldBeEmpty();
            return;
        }

        NanoApi.ApiAssembly assembly = api.Assemblies[name];
        surface.Name.Version.ToString().ShouldBe(assembly.Version);
        types.ShouldNotBeEmpty();
        foreach (TypeDefinition type in types)
        {
            string typeName = type.FullName.Replace('/', '+');
            assembly.Types.ShouldContainKey(typeName);
            Compare(typeName, type, assembly.Types[typeName]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASurfaceKnowsNothingOfDotNet(string name)
    {
        using AssemblyDefinition surface = AssemblyDefinition.ReadAssembly(Repository.SurfacePath(name));
        surface.MainModule.AssemblyReferences.Select(reference => reference.Name).ShouldBeSubsetOf(Repository.SurfaceNames);
    }

    private static void Compare(string name, TypeDefinition type, NanoApi.ApiType expected)
    {
        KindOf(type).ShouldBe(expected.Kind, name);
        if (type.IsEnum)
        {
            string members = string.Join(' ', type.Fields.Where(field => field.HasConstant).Select(field => $"{field.Name}={field.Constant}"));
            members.ShouldBe(expected.Members.Single(), name);
            return;
        }

        if (expected.Kind == "class" && type.FullName != "System.Object")
        {
            type.BaseType.FullName.ShouldBe(expected.Base.Length == 0 ? "System.Object" : expected.Base, name);
        }

        type.Interfaces.Select(implementation => implementation.InterfaceType.FullName).ShouldBeSubsetOf(expected.Interfaces, name);
        IEnumerable<string> fields = type.Fields.Where(field => field.IsPublic || field.IsFamily)
            .Select(field => $"field {(field.IsStatic ? "static " : string.Empty)}{NameOf(field.FieldType)} {field.Name}");
        IEnumerable<string> methods = type.Methods.Where(method => (method.IsPublic || method.IsFamily) && !IsCompilerMade(type, method)).Select(Describe);
        fields.Concat(methods).ShouldBeSubsetOf(expected.Members, name);
    }

    /// <summary>What the compiler adds to every delegate and to structures and is no declaration of the surface's.</summary>
    private static bool IsCompilerMade(TypeDefinition type, MethodDefinition method) => type.IsValueType && method.IsConstructor && !method.HasParameters;

    private static bool IsVisible(TypeDefinition type) =>
        type.DeclaringType is null ? type.IsPublic : (type.IsNestedPublic || type.IsNestedFamily) && IsVisible(type.DeclaringType);

    private static string KindOf(TypeDefinition type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { BaseType.FullName: "System.MulticastDelegate" } => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => "class",
    };

    private static string Describe(MethodDefinition method)
    {
        string parameters = string.Join(", ", method.Parameters.Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}"));
        return $"{(method.IsStatic ? "static " : string.Empty)}{NameOf(method.ReturnType)} {method.Name}({parameters})";
    }

    private static string NameOf(TypeReference type) => type.FullName.Replace('/', '+');
}
