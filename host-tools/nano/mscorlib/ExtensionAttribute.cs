namespace System.Runtime.CompilerServices
{
    public sealed class ExtensionAttribute : Attribute
    {
        public ExtensionAttribute() => throw null;
    }
}
