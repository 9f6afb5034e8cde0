namespace System.Diagnostics
{
    public static class Debugger
    {
        public static void Break() => throw null;
        public static bool IsAttached { get => throw null; }
    }
}
