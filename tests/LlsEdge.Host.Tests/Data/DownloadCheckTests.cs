using System.IO.Compression;
using System.Security.Cryptography;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Downloads;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public sealed class DownloadCheckTests
{
    [Fact]
    public void Every_file_is_held_against_what_is_known_of_it()
    {
        using TempFolder folder = new();
        byte[] content = JpegTests.Noise(1500, 1000);
        string md5 = Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, content));
        byte[] other = [.. content];
        other[77]++;
        File.WriteAllBytes(folder["sound"], content);
        File.WriteAllBytes(folder["short"], content[..100]);
        File.WriteAllBytes(folder["other"], other);
        File.WriteAllBytes(folder["unknown"], content);
        Directory.CreateDirectory(folder["a/b"]);
        File.WriteAllText(folder["a/b/1.jpg"], "");
        File.WriteAllText(folder["a/2.jpg"], "");
        string[] names = ["sound", "short", "other", "unknown", "absent"];
        PublicDataSet set = new(
            "x", "", "", "",
            [.. names.Select(name => new PublicFile(name, "", name == "unknown" ? null : content.Length, name == "unknown" ? null : md5))],
            [new("a", "*.jpg", 2), new("a/b", "*.jpg", 2), new("c", "*.jpg", 2)],
            []);
        double last = 0;

        IReadOnlyList<DownloadFinding> findings = DownloadCheck.Run(set, folder.Path, part => last = part, TestContext.Current.CancellationToken);

        findings.Select(finding => finding.State).ShouldBe(
        [
            DownloadState.Sound, DownloadState.WrongLength, DownloadState.WrongContent, DownloadState.Unchecked, DownloadState.Missing,
            DownloadState.Sound, DownloadState.WrongCount, DownloadState.Missing,
        ]);
        findings.Count(finding => finding.IsWrong).ShouldBe(3);
        last.ShouldBeInRange(0.4, 1);
        Should.Throw<DataException>(() => DownloadCheck.Run(set, folder["none"], cancellation: TestContext.Current.CancellationToken))
            .Message.ShouldContain("no such folder");
    }

    [Theory]
    [InlineData("f.gz", true)]
    [InlineData("f", false)]
    public void What_gzip_holds_may_be_unpacked_or_packed_anew(string name, bool packed)
    {
        using TempFolder folder = new();
        byte[] content = JpegTests.Noise(100, 100);
        PublicDataSet set = new("x", "", "", "", [new PublicFile("f.gz", "", 12, new string('0', 32), Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, content)))], [], []);

        State().ShouldBe(DownloadState.Missing);
        Put(content);
        State().ShouldBe(DownloadState.Sound);
        Put(content[1..]);
        State().ShouldBe(DownloadState.WrongLength);
        File.WriteAllBytes(folder[name], [1, 2, 3]);
        State().ShouldBe(DownloadState.WrongLength);

        DownloadState State() => DownloadCheck.Run(set, folder.Path, cancellation: TestContext.Current.CancellationToken).Single().State;

        void Put(byte[] bytes)
        {
            using Stream file = File.Create(folder[name]);
            using Stream stream = packed ? new GZipStream(file, CompressionLevel.Fastest) : file;
            stream.Write(bytes);
        }
    }

    [Fact]
    public void The_list_is_complete_and_well_formed()
    {
        PublicDataSet.All.Select(set => set.Name)
            .ShouldBe(["coco2017", "coco2014", "vww", "imagenette", "tinyimagenet", "cifar10", "cifar100", "mnist", "fashion-mnist"]);
        foreach (PublicFile file in PublicDataSet.All.SelectMany(set => set.Files))
        {
            Uri.TryCreate(file.Url, UriKind.Absolute, out Uri? url).ShouldBeTrue(file.Url);
            url!.AbsolutePath.ShouldEndWith("/" + file.Name);
            if (file.Md5 is not null)
            {
                file.Md5.ShouldMatch("^[0-9a-f]{32}$");
            }
        }

        PublicDataSet.All.ShouldAllBe(set => set.Import.Count > 0 && set.Licence.Length > 0);
    }

    [Fact]
    public void The_digits_on_this_machine_are_those_of_the_list()
    {
        PublicDataSet mnist = PublicDataSet.All.Single(set => set.Name == "mnist");

        IReadOnlyList<DownloadFinding> findings = DownloadCheck.Run(mnist, TestData.Folder("mnist"), cancellation: TestContext.Current.CancellationToken);

        findings.ShouldAllBe(finding => finding.State == DownloadState.Sound);
    }
}
