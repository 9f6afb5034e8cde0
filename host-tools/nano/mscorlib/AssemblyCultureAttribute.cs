namespace System.Reflection
{
    public sealed class AssemblyCultureAttribute : Attribute
    {
        public AssemblyCultureAttribute(string culture) => throw null;
        public string Culture { get => throw null; }
    }
}
