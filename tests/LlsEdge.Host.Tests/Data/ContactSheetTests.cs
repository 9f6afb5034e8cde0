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
        ImageSet set = SceneSet.Factory(5, 1);
        GrayImage sheet = ContactSheet.Render(set, 3, 99);

        GrayImage read = ImageFile.Decode(PngWriter.Encode(sheet), "sheet.png");

        (read.Width, read.Height).ShouldBe((300, 200));
        read.Pixels.ShouldBe(sheet.Pixels);
        read.Pixels.AsSpan(2 * 300 + 102, 96).ToArray().ShouldBe(set.GetFrame(1)[..96]);
        read.Pixels[300 + 101].ShouldBe(set.GetLabel(1) == 0 ? (byte)0 : (byte)255);
    }
}
