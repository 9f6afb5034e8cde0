using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LlsEdge.Host.Compile;

/// <summary>Writes the projects around generated sources.</summary>
internal static class TrunkProject
{
    /// <summary>Gives the files of a library project but its generated types.</summary>
    public static IEnumerable<(string Path, string Text)> Write(string library, string assembly, IEnumerable<string> sources, SourceHeader header)
    {
        string compiles = string.Concat(sources.Append("KernelAttribute.cs").Append("AssemblyInfo.cs").Order(StringComparer.Ordinal).Select(source => $"    <Compile Include=\"{source}\" />\n"));
        yield return ($"{assembly}.nfproj", $$"""
            <?xml version="1.0" encoding="utf-8"?>
            {{SourceHeader.Xml}}
            <Project ToolsVersion="Current" DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <Import Project="..\..\..\..\nfproj.props" />
              <PropertyGroup Label="Globals">
                <NanoFrameworkProjectSystemPath Condition="'$(NanoFrameworkProjectSystemPath)' == ''">$(MSBuildExtensionsPath)\nanoFramework\v1.0\</NanoFrameworkProjectSystemPath>
              </PropertyGroup>
              <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props')" />
              <PropertyGroup>
                <Configuration Condition=" '$(Configuration)' == '' ">Debug</Configuration>
                <Platform Condition=" '$(Platform)' == '' ">AnyCPU</Platform>
                <ProjectTypeGuids>{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}</ProjectTypeGuids>
                <ProjectGuid>{{GuidOf(assembly)}}</ProjectGuid>
                <OutputType>Library</OutputType>
                <AppDesignerFolder>Properties</AppDesignerFolder>
                <FileAlignment>512</FileAlignment>
                <RootNamespace>LlsEdge.Trunk</RootNamespace>
                <AssemblyName>{{assembly}}</AssemblyName>
                <TargetFrameworkVersion>v1.0</TargetFrameworkVersion>
                <NoWarn>$(NoWarn);CS1591</NoWarn>
              </PropertyGroup>
              <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.props')" />
              <ItemGroup>
            {{compiles}}  </ItemGroup>
              <ItemGroup>
                <None Include="packages.config" />
              </ItemGroup>
              <ItemGroup>
                <Reference Include="mscorlib, Version=$(NanoCoreLibraryVersion).0, Culture=neutral, PublicKeyToken=c07d481e9758c731">
                  <HintPath>..\..\..\..\packages\nanoFramework.CoreLibrary.$(NanoCoreLibraryVersion)\lib\mscorlib.dll</HintPath>
                  <Private>True</Private>
                </Reference>
              </ItemGroup>
              <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets')" />
              <ProjectExtensions>
                <ProjectCapabilities>
                  <ProjectConfigurationsDeclaredAsItems />
                </ProjectCapabilities>
              </ProjectExtensions>
            </Project>

            """.ReplaceLineEndings("\n"));
        yield return ("packages.config", """
            <?xml version="1.0" encoding="utf-8"?>
            <packages>
              <package id="nanoFramework.CoreLibrary" version="1.17.11" targetFramework="netnano1.0" />
            </packages>

            """.ReplaceLineEndings("\n"));
        yield return ("KernelAttribute.cs", header.Wrap("LlsEdge.Learning", """
                /// <summary>Marks a method that allocates nothing, as in the app.</summary>
                [System.AttributeUsage(System.AttributeTargets.Method)]
                internal sealed class KernelAttribute : System.Attribute
                {
                }
            """));
        yield return ("AssemblyInfo.cs", $"{header.CSharp}using System.Reflection;\n\n[assembly: AssemblyTitle(\"{assembly}\")]\n[assembly: AssemblyVersion(\"1.0.0.0\")]\n");
    }

    /// <summary>Gives what the app's project imports.</summary>
    public static string WriteProps(TrunkSources sources)
    {
        var references = new StringBuilder();
        foreach (string library in sources.Libraries)
        {
            string assembly = $"LlsEdge.Trunk.{library}";
            references.Append(CultureInfo.InvariantCulture, $$"""
                    <ProjectReference Include="$(MSBuildThisFileDirectory){{library}}\{{assembly}}.nfproj">
                      <Project>{{GuidOf(assembly)}}</Project>
                      <Name>{{assembly}}</Name>
                      <SkipGetTargetFrameworkProperties>true</SkipGetTargetFrameworkProperties>
                    </ProjectReference>

                """);
        }

        return $$"""
            <?xml version="1.0" encoding="utf-8"?>
            {{SourceHeader.Xml}}
            <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <ItemGroup>
                <Compile Include="$(MSBuildThisFileDirectory)InstalledFactory.cs" />
                <Compile Include="$(MSBuildThisFileDirectory)InstalledTrunk.cs" />
              </ItemGroup>
              <ItemGroup>
            {{references}}  </ItemGroup>
            </Project>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Gives an assembly's project a GUID that stays the same.</summary>
    public static string GuidOf(string assembly) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(assembly)).AsSpan(0, 16)).ToString("B").ToUpperInvariant();
}
