using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("LlsEdge.Learning")]
[assembly: AssemblyProduct("LlsEdge")]
[assembly: AssemblyCompany("The LlsEdge authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: ComVisible(false)]
