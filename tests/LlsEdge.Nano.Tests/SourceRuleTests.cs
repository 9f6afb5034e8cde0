namespace LlsEdge.Nano.Tests;

/// <summary>Rules that C# can break: for each a source that must be rejected and a near miss that must not.</summary>
public sealed class SourceRuleTests
{
    private const string Kernel = """
        using System;
        namespace LlsEdge.Learning
        {
            public sealed class KernelAttribute : Attribute { }
            public struct S { public int V; }
            public class O { public int V; public S T; public virtual int F() { return V; } public int G() { return V; } }
            public static class P { public static O Object; public static int[] Ints; public static S[] Structures; BODY }
        }
        """;

    private static readonly string[] _data = [Bytes(4_096), Bytes(4_097), Bytes(64_990), Bytes(65_000)];

    public static TheoryData<string, string, string> Cases => new()
    {
        { "generics", "public class P<T> { public T V; }", "public class P { public object V; }" },
        {
            "generics",
            "public class P { public static T F<T>(T v) { return v; } }",
            "public class P { public static object F(object v) { return v; } }"
        },
        {
            "generics",
            "public class G<T> { } public class P { public static object F() { return new G<int>[3]; } }",
            "public class G { } public class P { public static object F() { return new G[3]; } }"
        },
        {
            "pointer",
            "public class P { public unsafe static int F(int* p) { return *p; } }",
            "public class P { public static int F(ref int p) { return p; } }"
        },
        {
            "pointer",
            "public class P { public unsafe static int F(ref int v) { fixed (int* p = &v) { int* q = p; while (*q != 0) { q++; } return *q; } } }",
            "public class P { public static int F(int[] v) { ref int p = ref v[0]; p = 2; return p; } }"
        },
        {
            "array-rank",
            "public class P { public static int F() { var a = new int[2, 3]; return a[1, 2]; } }",
            "public class P { public static int F() { var a = new int[2][]; a[1] = new int[3]; return a[1][2]; } }"
        },
        {
            "pinned",
            "public class P { public unsafe static int F(int[] a) { fixed (int* p = a) { return *p; } } }",
            "public class P { public static int F(int[] a) { return a[0]; } }"
        },
        {
            "native",
            "using System.Runtime.CompilerServices; public class P { [MethodImpl(MethodImplOptions.InternalCall)] public static extern int F(); }",
            "public abstract class P { public abstract int F(); public delegate int D(); }"
        },
        {
            "opcode",
            "public class P { public unsafe static int F(int n) { int* p = stackalloc int[n]; return p[0]; } }",
            "public class P { public static int F(int n) { var p = new int[n]; return p[0]; } }"
        },
        {
            "opcode",
            "public class P { public unsafe static int F(delegate*<int> f) { return f(); } }",
            "public class P { public delegate int D(); public static int F(D f) { return f(); } }"
        },
        {
            "checked",
            "public class P { public static int F(int a) { return checked(a + 1); } }",
            "public class P { public static int F(int a) { return unchecked(a + 1); } }"
        },
        {
            "checked",
            "public class P { public static byte F(int a) { return checked((byte)a); } }",
            "public class P { public static byte F(int a) { return (byte)a; } }"
        },
        {
            "array-cast",
            "public class P { public static sbyte[] F(byte[] a) { return (sbyte[])(object)a; } }",
            "public class P { public static byte[] F(object a) { return (byte[])a; } }"
        },
        {
            "array-cast",
            "public class P { public static bool F(object a) { return a is byte[]; } }",
            "public class P { public static bool F(object a) { return a is string[] || a is bool[]; } }"
        },
        {
            "array-cast",
            "public class P { public static int[] F(object a) { return a as int[]; } }",
            "public class P { public static int[] F(object a) { return (int[])a; } }"
        },
        {
            "array-cast",
            "public class P { public static void F(sbyte[] a, byte[] b) { System.Array.Copy(a, b, 3); } }",
            "public class P { public static void F(byte[] a, byte[] b) { System.Array.Copy(a, b, 3); } }"
        },
        {
            "array-cast",
            "public class P { public static void F(short[] a, int[] b) { System.Array.Copy(a, 1, b, 0, 3); } }",
            "public class P { public static void F(string[] a, object[] b) { System.Array.Copy(a, 1, b, 0, 3); } }"
        },
        {
            "catch",
            "public class P { public static int F(int a) { try { return 1 / a; } catch (System.SystemException) { return 0; } } }",
            "public class P { public static int F(int a) { try { return 1 / a; } catch (System.Exception) { return 0; } } }"
        },
        {
            "enum-name",
            "public enum E { A } public class P { public static string F(E e) { return e.ToString(); } }",
            "public enum E { A } public class P { public static string F(E e) { return ((int)e).ToString(); } }"
        },
        {
            "enum-name",
            "public enum E { A } public class P { public static string F(E e) { return \"e\" + e; } }",
            "public enum E { A } public class P { public static string F(E e) { return \"e\" + (int)e; } }"
        },
        {
            "enum-name",
            "public enum E { A } public class P { public static string F(E e) { return string.Format(\"{0}\", e); } }",
            "public enum E { A } public class P { public static string F(E e) { return string.Format(\"{0}\", (int)e); } }"
        },
        {
            "static-array",
            $"public class P {{ public static readonly byte[] T = {{ {_data[1]} }}; }}",
            $"public class P {{ public static readonly byte[] T = {{ {_data[0]} }}; }}"
        },
        {
            "static-array",
            $"public class P {{ public static readonly byte[] T = {{ {_data[1]} }}; }}",
            $"public class P {{ public static byte[] F() {{ return new byte[] {{ {_data[1]} }}; }} }}"
        },
        {
            "array-data",
            $"public class P {{ public static byte[] F() {{ return new byte[] {{ {_data[3]} }}; }} }}",
            $"public class P {{ public static byte[] F() {{ return new byte[] {{ {_data[2]} }}; }} }}"
        },
        { "member-count", Methods("static", 256), Methods("static", 255) },
        { "member-count", Methods("virtual", 256), Methods("virtual", 255) },
        { "member-count", Methods(string.Empty, 255), Methods(string.Empty, 254) },
        { "member-count", Fields("public static int", 256), Fields("public static int", 255) },
        { "member-count", Fields("public int", 256), Fields("public const int", 256) },
        { "switch", Switch(256), Switch(255) },
        {
            "float",
            "namespace LlsEdge.Learning { public class P { public static int F(int a) { return (int)(a * 0.5); } } }",
            "namespace LlsEdge.Link { public class P { public static int F(int a) { return (int)(a * 0.5); } } }"
        },
        {
            "float",
            "namespace LlsEdge.Vision { public class P { public float A; } }",
            "namespace LlsEdge.Vision { public class P { public int A; } }"
        },
        {
            "float",
            "namespace LlsEdge.Learning.Tables { public class P { public static void F(double[] a) { } } }",
            "namespace LlsEdge.LearningTables { public class P { public static void F(double[] a) { } } }"
        },
        {
            "kernel-allocation",
            InKernel("[Kernel] public static object F() { return new O(); }"),
            InKernel("public static object F() { return new O(); }")
        },
        {
            "kernel-allocation",
            InKernel("[Kernel] public static int[] F(int n) { return new int[n]; }"),
            InKernel("[Kernel] public static int[] F(int n) { return Ints; }")
        },
        {
            "kernel-allocation",
            InKernel("[Kernel] public static object F(int n) { return n; }"),
            InKernel("[Kernel] public static int F(int n) { return n; }")
        },
        {
            "kernel-allocation",
            InKernel("[Kernel] public static Action F() { return K; } public static void K() { }"),
            InKernel("[Kernel] public static void F() { K(); } public static void K() { }")
        },
        {
            "kernel-allocation",
            InKernel("[Kernel] public static int F() { S s = Object.T; s.V++; return s.V; }"),
            InKernel("[Kernel] public static int F() { return Object.T.V; }")
        },
        {
            "kernel-allocation",
            InKernel("[Kernel] public static void F() { Structures[0] = Structures[1]; }"),
            InKernel("[Kernel] public static void F() { Structures[0].V = Structures[1].V; }")
        },
        {
            "kernel-allocation",
            InKernel("[Kernel] public static void F(S s) { Object.T = s; }"),
            InKernel("[Kernel] public static void F(ref S s) { Object.V = s.V; }")
        },
        {
            "kernel-call",
            InKernel("public abstract class B { [Kernel] public abstract int K(); } public class D : B { public override int K() { return new O().V; } } "
                + "[Kernel] public static int F(B b) { return b.K(); }"),
            InKernel("public abstract class B { [Kernel] public abstract int K(); } public class D : B { [Kernel] public override int K() { return 1; } } "
                + "[Kernel] public static int F(B b) { return b.K(); }")
        },
        {
            "kernel-call",
            InKernel("[Kernel] public static int F() { return K(); } public static int K() { return new O().V; }"),
            InKernel("[Kernel] public static int F() { return K(); } public static int K() { return Object.V; }")
        },
        {
            "kernel-call",
            InKernel("[Kernel] public static int F() { return K(); } public static int K() { return L().V; } public static O L() { return new O(); }"),
            InKernel("[Kernel] public static int F() { return K(); } public static int K() { return L().V; } public static O L() { return Object; }")
        },
        {
            "kernel-call",
            InKernel("[Kernel] public static int F() { return Object.F(); }"),
            InKernel("[Kernel] public static int F() { return Object.G(); }")
        },
        {
            "kernel-call",
            InKernel("[Kernel] public static string F(string a) { return a + a; }"),
            InKernel("[Kernel] public static void F(int[] a) { Array.Copy(a, Ints, 3); Ints[0] = Math.Min(a[0], 1); }")
        },
        {
            "kernel-call",
            InKernel("[Kernel] public static int F(int n) { return n == 0 ? 0 : K(n); } static int K(int n) { Object = new O(); return F(n - 1); }"),
            InKernel("[Kernel] public static int F(int n) { return n == 0 ? 0 : K(n); } public static int K(int n) { return n > 9 ? K(n - 1) : F(n - 1); }")
        },
        {
            "signedness",
            "public class P { public static int F(int[] a, uint u) { return (a[0] = (int)u >> 3); } }",
            "public class P { public static int F(int[] a, uint u) { return (a[0] = (int)(u >> 3)) + 1; } }"
        },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void RejectsTheOneAndAcceptsItsNearMiss(string rule, string rejected, string accepted)
    {
        Snippet.Check(rule, rejected).ShouldNotBeEmpty(rejected.Length < 400 ? rejected : rule);
        Snippet.Check(rule, accepted).ShouldBeEmpty(accepted.Length < 400 ? accepted : rule);
    }

    private static string InKernel(string body) => Kernel.Replace("BODY", body, StringComparison.Ordinal);

    private static string Methods(string modifier, int count) =>
        $"public class P {{ {string.Concat(Enumerable.Range(0, count).Select(i => $"public {modifier} void F{i}() {{ }} "))} }}";

    private static string Fields(string modifiers, int count)
    {
        string value = modifiers.Contains("const", StringComparison.Ordinal) ? " = 1" : string.Empty;
        return $"public class P {{ {string.Concat(Enumerable.Range(0, count).Select(i => $"{modifiers} F{i}{value}; "))} }}";
    }

    private static string Switch(int cases)
    {
        string body = string.Concat(Enumerable.Range(0, cases).Select(i => $"case {i}: return {i * i % 977}; "));
        return $"public class P {{ public static int F(int n) {{ switch (n) {{ {body} default: return -1; }} }} }}";
    }

    private static string Bytes(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => (i % 251) + 1));
}
