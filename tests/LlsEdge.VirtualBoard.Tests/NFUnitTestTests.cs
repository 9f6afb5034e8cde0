using System.Reflection;
using LlsEdge.VirtualBoard.Peripherals;
using Shouldly;
using Xunit;

namespace LlsEdge.VirtualBoard.Tests;

/// <summary>The tests that run on a board and on nanoclr, the same assembly, on the virtual board: each test on a board of its own.</summary>
public sealed class NFUnitTestTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions;
    private static readonly string s_path = Path.Combine(AppContext.BaseDirectory, "nfunittest", "NFUnitTest.dll");

    public static TheoryData<string, string> Tests
    {
        get
        {
            using FirmwareImage image = FirmwareImage.Load(s_path);
            var tests = new TheoryData<string, string>();
            foreach (Type type in image.Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(Has<TestClassAttribute>))
            {
                foreach (MethodInfo test in type.GetMethods().Where(Has<TestMethodAttribute>))
                {
                    tests.Add(type.FullName!, test.Name);
                }
            }

            return tests;
        }
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void Passes_on_the_virtual_board(string className, string test)
    {
        string folder = Directory.CreateTempSubdirectory("llsedge-nfunittest-").FullName;
        try
        {
            using FirmwareImage image = FirmwareImage.Load(s_path, new VirtualBoardOptions { DriveFolder = folder });
            Type type = image.GetType(className);
            object instance = image.Create(className);
            Run<SetupAttribute>(type, instance);
            type.GetMethod(test)!.Invoke(instance, Everything, null, null, null);
            Run<CleanupAttribute>(type, instance);
        }
        catch (SkipTestException reason)
        {
            Xunit.Assert.Skip(reason.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void All_classes_have_tests() => Tests.Count.ShouldBeGreaterThan(9);

    private static bool Has<T>(MemberInfo member)
        where T : Attribute => member.GetCustomAttribute<T>() is not null;

    private static void Run<T>(Type type, object instance)
        where T : Attribute
    {
        foreach (MethodInfo method in type.GetMethods().Where(Has<T>))
        {
            method.Invoke(instance, Everything, null, null, null);
        }
    }
}
