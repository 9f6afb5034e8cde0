using System.Globalization;

namespace LlsEdge.VirtualBoard.Peripherals;

/// <summary>nanoFramework's assertions.</summary>
internal static class Assert
{
    public static void AreEqual(int expected, int actual, string message) => AreEqual((long)expected, actual, message);

    public static void AreEqual(long expected, long actual, string message) => Require(
        expected == actual, string.Create(CultureInfo.InvariantCulture, $"expected {expected}, got {actual}"), message);

    public static void AreEqual(string? expected, string? actual, string message) => Require(expected == actual, $"expected '{expected}', got '{actual}'", message);

    public static void AreNotEqual(int notExpected, int actual, string message) => Require(
        notExpected != actual, string.Create(CultureInfo.InvariantCulture, $"expected another value than {actual}"), message);

    public static void IsTrue(bool condition, string message) => Require(condition, "expected true", message);

    public static void IsFalse(bool condition, string message) => Require(!condition, "expected false", message);

    public static void ThrowsException(Type exception, Action action, string message)
    {
        try
        {
            action();
        }
        catch (Exception thrown) when (thrown.GetType() == exception)
        {
            return;
        }

        throw new BoardAssertionException($"expected a {exception.Name}: {message}");
    }

    public static void SkipTest(string message) => throw new SkipTestException(message);

    private static void Require(bool condition, string what, string message)
    {
        if (!condition)
        {
            throw new BoardAssertionException(message.Length == 0 ? what : $"{what}: {message}");
        }
    }
}
