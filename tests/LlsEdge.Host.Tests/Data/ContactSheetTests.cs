using LlsEdge.Host.Data;
using LlsEdge.Host.Scenes;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Data;

public class ContactSheetTests
{
    [Fact]
    public void A_sheet_of_drawn_frames_survives_png()
    {
        ImageSet scenes = SceneSet.Factory(5, 1);
        ImageSet set = new(96, [.. scenes.Frames], [1, 0, 1, 0, 0], ClassNames.Person);
        GrayImage sheet = ContactSheet.Render(set, 3, 99);

        GrayImage read = ImageFile.Decode(PngWriter.Encode(sheet), "sheet.png");

        (read.Width, read.Height).ShouldBe((300, 200));
        read.Pixels.ShouldBe(sheet.Pixels);
        int[] shown = [1, 3, 4, 0, 2];
        for (int i = 0; i < shown.Length; i++)
        {
            int corner = i / 3 * 100 * 300 + i % 3 * 100;
            read.Pixels.AsSpan(corner + 2 * 300 + 2, 96).ToArray().ShouldBe(set.GetFrame(shown[i])[..96]);
            read.Pixels[corner + 300 + 1].ShouldBe(i < 3 ? (byte)0 : (byte)255);
        }
    }

    [Fact]
    public void A_small_sheet_shows_every_class_in_its_share()
    {
        byte[] labels = [.. Enumerable.Range(0, 100).Select(i => (byte)(i < 75 ? 0 : 1))];
        ImageSet set = new(1, [.. labels.Select((_, i) => new[] { (byte)i })], labels, ClassNames.Person);

        GrayImage sheet = ContactSheet.Render(set, 8, 8);

        Enumerable.Range(0, 8).Select(i => (int)sheet.Pixels[2 * 40 + 5 * i + 2]).ShouldBe([0, 12, 25, 37, 50, 62, 75, 87]);
    }
}
