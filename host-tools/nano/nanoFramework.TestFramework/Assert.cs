using System;

namespace nanoFramework.TestFramework
{
    public class Assert
    {
        public static void AreEqual(int expected, int actual, string message = "") => throw null;

        public static void AreEqual(long expected, long actual, string message = "") => throw null;

        public static void AreEqual(string expected, string actual, string message = "") => throw null;

        public static void AreNotEqual(int notExpected, int actual, string message = "") => throw null;

        public static void IsTrue(bool condition, string message = "") => throw null;

        public static void IsFalse(bool condition, string message = "") => throw null;

        public static void ThrowsException(Type exception, Action action, string message = "") => throw null;

        public static void SkipTest(string message = "") => throw null;
    }
}
