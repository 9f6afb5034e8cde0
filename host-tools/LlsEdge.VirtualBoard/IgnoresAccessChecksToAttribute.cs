namespace System.Runtime.CompilerServices;

/// <summary>Known to the runtime by its name: lets the assembly that carries it use another one's internal members. Woven firmware carries it.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute : Attribute
{
    public IgnoresAccessChecksToAttribute(string assemblyName)
    {
        AssemblyName = assemblyName;
    }

    public string AssemblyName { get; }
}
