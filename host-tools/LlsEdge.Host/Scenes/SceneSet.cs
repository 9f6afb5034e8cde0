using LlsEdge.Host.Data;

namespace LlsEdge.Host.Scenes;

/// <summary>
/// Drawn pictures of many places by an upright, ordinary camera, with and without people: what a factory model is trained on
/// where no photographs are at hand. Synthetic, and to be called so wherever a figure from it appears.
/// </summary>
public static class SceneSet
{
    /// <summary>Width and height of every frame.</summary>
    public const int FrameSize = 96;

    /// <summary>Renders frames; of each two in a row, one shows people. The same seed gives the same bits everywhere.</summary>
    public static ImageSet Factory(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        byte[][] frames = new byte[count][];
        byte[] labels = new byte[count];
        SceneRandom random = new((ulong)seed);
        Parallel.For(0, count, i =>
        {
            int flip = random.Fork(2 * (i / 2)).Below(2);
            labels[i] = (byte)((i + flip) & 1);
            frames[i] = Render(random.Fork(2 * i + 1), labels[i] == 1);
        });
        return new ImageSet(FrameSize, frames, labels, ClassNames.Person, source: $"drawn scenes, seed {seed}");
    }

    private static byte[] Render(SceneRandom random, bool person)
    {
        Canvas canvas = new(FrameSize);
        Surroundings place = random.Chance(0.6)
            ? Surroundings.DrawIndoors(canvas, random.Fork(1))
            : Surroundings.DrawOutdoors(canvas, random.Fork(1));
        canvas.Fade(random.Range(0.15, 0.45));
        List<Actor> actors = [];
        Crowd(actors, place, random.Fork(2), person);
        Clutter(actors, place, random.Fork(3));
        Actor.DrawAll(canvas, actors);
        Exposure exposure = new()
        {
            Gain = random.Range(0.7, 1.15),
            SlopeX = random.Range(-0.25, 0.25),
            SlopeY = random.Range(-0.2, 0.2),
            Vignette = random.Range(0, 0.3),
            Blur = random.Range(0.25, 0.7),
            Noise = random.Range(1, 4),
            Haze = random.Range(0, 0.06),
        };
        return exposure.Expose(canvas.Pixels, FrameSize, random.Fork(4));
    }

    // The main figures: people, or as many things of their size at the places where people would be.
    private static void Crowd(List<Actor> actors, Surroundings place, SceneRandom random, bool person)
    {
        int count = random.Chance(0.7) ? 1 : 2;
        for (int i = 0; i < count; i++)
        {
            double eye = random.Range(0.6, 1.02);
            double least = Math.Max(0.38 * FrameSize, (place.Floor - place.Horizon) / eye);
            bool cut = random.Chance(0.15);
            double most = cut ? 1.4 * FrameSize : Math.Min(0.95 * FrameSize, (1.04 * FrameSize - place.Horizon) / eye);
            double height = SceneMath.Lerp(least, Math.Max(least, most), random.Next());
            double x = random.Range(0.15, 0.85) * FrameSize;
            double ground = place.Horizon + height * eye;
            if (person)
            {
                actors.Add(new Actor(x, ground, height, null, new PersonLook(random.Fork(2 * i)), new PersonPose(random.Fork(2 * i + 1))));
            }
            else
            {
                actors.Add(new Actor(x, ground, height * random.Range(0.65, 1), place.AnyThing(random.Fork(2 * i)), null, null));
            }
        }
    }

    // Things that stand about whoever is there, some of them in front.
    private static void Clutter(List<Actor> actors, Surroundings place, SceneRandom random)
    {
        int count = random.Below(2);
        for (int i = 0; i < count; i++)
        {
            double share = random.Next();
            double ground = SceneMath.Lerp(place.Floor + 2, 1.12 * FrameSize, share);
            double height = (ground - place.Horizon) * random.Range(0.3, 0.7);
            actors.Add(new Actor(random.Range(-0.02, 1.02) * FrameSize, ground, height, place.AnyThing(random.Fork(i)), null, null));
        }
    }
}
