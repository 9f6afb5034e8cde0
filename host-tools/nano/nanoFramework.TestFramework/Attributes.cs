using System;

namespace nanoFramework.TestFramework
{
    public class TestClassAttribute : Attribute
    {
    }

    public class TestMethodAttribute : Attribute
    {
    }

    public class SetupAttribute : Attribute
    {
    }

    public class CleanupAttribute : Attribute
    {
    }
}
