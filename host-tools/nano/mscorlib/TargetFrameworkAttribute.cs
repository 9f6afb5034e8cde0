namespace System.Runtime.Versioning
{
    public sealed class TargetFrameworkAttribute : Attribute
    {
        public TargetFrameworkAttribute(string frameworkName) => throw null;
        public string FrameworkDisplayName { get => throw null; set { } }
        public string FrameworkName { get => throw null; }
    }
}
