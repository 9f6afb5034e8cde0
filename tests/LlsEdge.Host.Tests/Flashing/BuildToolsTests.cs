using LlsEdge.Host.Flashing;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Flashing;

/// <summary>What is said where there is no image: how to build one with what the machine has, or what to install.</summary>
public sealed class BuildToolsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(MachineKind.Windows, "Visual Studio 2022", "VS Code")]
    [InlineData(MachineKind.MacOS, "brew install nuget", "msbuild")]
    [InlineData(MachineKind.Linux, "mono-complete", "mono-project.com")]
    public void Without_tools_it_says_what_to_install(MachineKind machine, params string[] parts)
    {
        string text = BuildTools.Find(machine, _folder["home"], [_folder["root"]]).HowToBuild("Esp32S3DevKit");

        text.ShouldStartWith("install ");
        parts.ShouldAllBe(part => text.Contains(part));
        text.ShouldContain("Esp32S3DevKit");
    }

    [Fact]
    public void With_Visual_Studio_it_gives_its_command()
    {
        Touch("root/Microsoft Visual Studio/2022/Community/MSBuild/nanoFramework/v1.0/NFProjectSystem.CSharp.targets");

        string text = BuildTools.Find(MachineKind.Windows, _folder["home"], [_folder["root"]]).HowToBuild("Esp32S3DevKit");

        text.ShouldStartWith("build it with \"");
        text.ShouldContain("MSBuild.exe\" firmware/LlsEdge.Firmware.nfproj -p:Configuration=Release -p:LlsEdgeBoard=Esp32S3DevKit \"-p:NanoFrameworkProjectSystemPath=");
        text.ShouldContain("/Community/MSBuild/nanoFramework/v1.0/\"");
    }

    [Fact]
    public void With_the_VS_Code_extension_and_Mono_it_gives_theirs()
    {
        Touch("home/.vscode/extensions/nanoframework.vscode-nanoframework-1.2.3/dist/utils/nanoFramework/v1.0/NFProjectSystem.CSharp.targets");
        Find().HowToBuild(null).ShouldContain("MSBuild that loads it is missing");

        Touch("root/usr/bin/msbuild");
        string text = Find().HowToBuild(null);

        text.ShouldStartWith("build it with '");
        text.ShouldContain("usr/bin/msbuild' firmware/LlsEdge.Firmware.nfproj");
        text.ShouldContain("/dist/utils/nanoFramework/v1.0/'");

        BuildTools Find() => BuildTools.Find(MachineKind.Linux, _folder["home"], [_folder["root"]]);
    }

    [Fact]
    public void The_newest_image_of_a_build_is_taken()
    {
        FirmwareOutput output = new(_folder.Path);
        BuildTools tools = BuildTools.Find(MachineKind.Linux, _folder["home"], [_folder["root"]]);
        FlashException failure = Should.Throw<FlashException>(() => output.FindImage(tools, "Esp32DevKit"));
        failure.Kind.ShouldBe(FlashErrorKind.BadImage);
        failure.Message.ShouldContain("--image FILE");

        Touch("firmware/bin/Release/LlsEdge.Firmware.bin", age: 20);
        output.FindImage(tools, null).ShouldEndWith(Path.Combine("Release", "LlsEdge.Firmware.bin"));
        Touch("firmware/bin/Debug/LlsEdge.Firmware.bin", age: 10);
        output.FindImage(tools, null).ShouldEndWith(Path.Combine("Debug", "LlsEdge.Firmware.bin"));
    }

    [Fact]
    public void A_source_that_is_newer_than_the_image_is_named()
    {
        Touch("nfproj.props", age: 30);
        Touch("firmware/Board/Old.cs", age: 30);
        Touch("firmware/obj/Made.cs", age: 0);
        Touch("firmware/bin/Release/LlsEdge.Firmware.bin", age: 20);
        FirmwareOutput output = new(_folder.Path);
        output.FindNewerSource(_folder["firmware/bin/Release/LlsEdge.Firmware.bin"]).ShouldBeNull();

        Touch("firmware/Board/New.cs", age: 10);
        output.FindNewerSource(_folder["firmware/bin/Release/LlsEdge.Firmware.bin"]).ShouldBe("firmware/Board/New.cs");
    }

    private void Touch(string file, int age = 0)
    {
        string path = _folder[file];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-age));
    }
}
