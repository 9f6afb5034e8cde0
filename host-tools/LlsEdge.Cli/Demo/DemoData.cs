using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Scenes;

namespace LlsEdge.Cli.Demo;

/// <summary>The frames of a demo: those of the factory and those of one room.</summary>
/// <param name="Factory">What the factory model is trained on.</param>
/// <param name="FactoryTest">Held-out frames of the same kind of camera.</param>
/// <param name="Teach">What the board is taught, in order.</param>
/// <param name="Test">Held-out frames of the room.</param>
/// <param name="Synthetic">Whether all of them are drawn by a program.</param>
/// <param name="Statement">One or two sentences on where they come from.</param>
internal sealed record DemoData(ImageSet Factory, ImageSet FactoryTest, ImageSet Teach, ImageSet Test, bool Synthetic, string Statement)
{
    private const int FactoryFrames = 3000;
    private const int FactoryTestFrames = 600;
    private const int TeachFrames = 200;
    private const int TestFrames = 400;

    /// <summary>Draws scenes and a room under a shifted camera.</summary>
    /// <param name="seed">The seed of the scenes.</param>
    /// <param name="room">The room's number.</param>
    /// <returns>The frames.</returns>
    public static DemoData Draw(int seed, int room)
    {
        ImageSet all = SceneSet.Factory(FactoryFrames + FactoryTestFrames, seed);
        SceneRoom shifted = SceneRoom.Create(room);
        return new DemoData(
            all.Slice(0, FactoryFrames),
            all.Slice(FactoryFrames, FactoryTestFrames),
            shifted.Teach(TeachFrames),
            shifted.Test(TestFrames),
            true,
            $"All frames are synthetic, drawn by a program. The factory model has seen {FactoryFrames} scenes through an ordinary camera; "
            + $"the board was taught in room {room}, whose camera is {shifted.Camera}.");
    }

    /// <summary>Reads photographs.</summary>
    /// <param name="data">A folder with the sets train and test.</param>
    /// <param name="room">What is common to the paths of a room's -teach and -test sets.</param>
    /// <returns>The frames.</returns>
    /// <exception cref="DataException">A set is missing or they do not fit together.</exception>
    public static DemoData Read(string data, string room)
    {
        ImageSet factory = SetReader.Read(Path.Combine(data, "train"), ClassNames.Person);
        var sets = new DemoData(
            factory,
            SetReader.Read(Path.Combine(data, "test"), ClassNames.Person),
            SetReader.Read(room + "-teach", ClassNames.Person),
            SetReader.Read(room + "-test", ClassNames.Person),
            false,
            $"The factory model has seen the {factory.Count} frames of {Path.GetFileName(Path.TrimEndingDirectorySeparator(data))}; "
            + $"the board was taught in {Path.GetFileName(room)}.");
        foreach (ImageSet set in new[] { sets.FactoryTest, sets.Teach, sets.Test })
        {
            if (set.Size != factory.Size)
            {
                string what = $"Its frames are {set.Size}×{set.Size} pixels, those of {factory.Source} {factory.Size}×{factory.Size}";
                throw new DataException(what, set.Source, "use sets with frames of one size");
            }
        }

        return sets;
    }
}
