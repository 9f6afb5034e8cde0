namespace nanoFramework.TestFramework
{
    public static class OutputHelper
    {
        public static void WriteLine(string message) => throw null;
    }
}
