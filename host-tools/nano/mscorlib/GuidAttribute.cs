namespace System.Runtime.InteropServices
{
    public sealed class GuidAttribute : Attribute
    {
        public GuidAttribute(string guid) => throw null;
        public string Value { get => throw null; }
    }
}
