using LlsEdge.Host.Data;

namespace LlsEdge.Host.Scenes;

/// <summary>
/// One room seen by one fixed camera that is mounted unlike the factory set's: turned, upside down or looking down, with another
/// lens, darker, noisier. Frames come in time order over simulated days with drifting light; teaching and test days show different
/// people and things. Synthetic, and to be called so wherever a figure from it appears.
/// </summary>
public sealed class SceneRoom
{
    private const int SceneSize = 144;
    private const int IdentitiesOfTest = 1000;
    private readonly SceneRandom _random;
    private readonly Canvas _empty;
    private readonly Surroundings _place;
    private readonly SceneCamera _camera;
    private readonly Exposure _sensor;
    private readonly double _lampX;
    private readonly double _lampY;

    private SceneRoom(int seed)
    {
        Seed = seed;
        _random = new SceneRandom((ulong)seed).Fork(77);
        _empty = new Canvas(SceneSize);
        _place = Surroundings.DrawIndoors(_empty, _random.Fork(1));
        SceneRandom random = _random.Fork(2);
        _empty.Fade(random.Range(0.3, 0.5));
        _lampX = random.Range(0.2, 0.8) * SceneSize;
        _lampY = random.Range(0.05, 0.35) * SceneSize;
        (_camera, _sensor, Camera) = Mount(random, seed & 3);
    }

    /// <summary>The seed it was made from.</summary>
    public int Seed { get; }

    /// <summary>How the camera is mounted, in a few words.</summary>
    public string Camera { get; }

    /// <summary>Makes a room; four seeds in a row give the four kinds of mounting.</summary>
    public static SceneRoom Create(int seed) => new(seed);

    /// <summary>Frames of days 1 and 2, in time order, half of them with people.</summary>
    public ImageSet Teach(int count) => Render(PlanTeach(count), 11, "teach");

    /// <summary>Frames of days 3 to 5, in time order, half of them with people; other people and other things than in <see cref="Teach"/>.</summary>
    public ImageSet Test(int count) => Render(PlanTest(count), 12, "test");

    /// <summary>What <see cref="Teach"/> shows, frame by frame.</summary>
    public IReadOnlyList<RoomMoment> PlanTeach(int count) => Plan(count, _random.Fork(11), firstDay: 1, days: 2, identities: 0, dimmest: 0.55);

    /// <summary>What <see cref="Test"/> shows, frame by frame.</summary>
    public IReadOnlyList<RoomMoment> PlanTest(int count) => Plan(count, _random.Fork(12), firstDay: 3, days: 3, identities: IdentitiesOfTest, dimmest: 0.4);

    private static (SceneCamera Camera, Exposure Sensor, string Description) Mount(SceneRandom random, int kind)
    {
        int sign = random.Sign();
        double turn = kind switch
        {
            0 => random.Range(20, 30) * sign,
            1 => 180 + random.Range(3, 9) * sign,
            2 => random.Range(8, 14) * sign,
            _ => random.Range(82, 96) * sign,
        };
        double keystone = kind == 2 ? random.Range(0.42, 0.5) : random.Range(-0.08, 0.12);
        double zoom = kind switch { 2 => random.Range(0.85, 0.95), 3 => random.Range(1, 1.1), _ => random.Range(1, 1.15) };
        double barrel = kind == 3 ? random.Range(0.1, 0.16) : random.Range(0, 0.05);
        Exposure sensor = new()
        {
            Gain = random.Range(0.8, 1),
            Vignette = kind == 3 ? random.Range(0.4, 0.6) : random.Range(0.1, 0.3),
            Blur = kind is 0 or 2 ? random.Range(0.9, 1.2) : random.Range(0.5, 0.8),
            Noise = kind == 2 ? random.Range(6, 8) : random.Range(3.5, 6),
            Haze = random.Range(0, 0.05),
        };
        string description = kind switch
        {
            0 => $"turned {turn:0}°, out of focus",
            1 => $"upside down ({turn:0}°)",
            2 => $"looking down, turned {turn:0}°, noisy",
            _ => $"on its side ({turn:0}°), wide lens with dark corners",
        };
        return (new SceneCamera(SceneSet.FrameSize, SceneSize, turn, zoom, keystone, barrel), sensor, description);
    }

    private static List<RoomMoment> Plan(int count, SceneRandom random, int firstDay, int days, int identities, double dimmest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<RoomMoment> moments = [];
        for (int i = 0; i < count; i++)
        {
            int day = (int)((long)i * days / count);
            int first = (int)(((long)day * count + days - 1) / days);
            int next = (int)(((long)(day + 1) * count + days - 1) / days);
            SceneRandom daily = random.Fork(1_000_000 + day);
            SceneRandom now = random.Fork(2 * i + 1);
            double hour = 7 + 13 * (i - first + now.Next()) / (next - first);
            double sun = 1 - (hour - 13) * (hour - 13) / 49;
            double weather = daily.Range(dimmest, 1);
            double light = Math.Max(0.12, SceneMath.Lerp(0.2, 1, Math.Max(0, sun)) * weather * now.Range(0.93, 1.07));
            int label = (i + random.Fork(2 * (i / 2)).Below(2)) & 1;
            int people = label == 0 ? 0 : now.Chance(0.8) ? 1 : 2;
            int things = now.Chance(0.5) ? 1 : 0;
            moments.Add(new RoomMoment(
                i, label, firstDay + day, hour, light, light < 0.5 && daily.Chance(0.9), Pick(now, people, 24, identities), Pick(now, things, 24, identities),
                Pick(daily, daily.Below(3), 24, identities)));
        }

        return moments;
    }

    private static int[] Pick(SceneRandom random, int count, int from, int identities)
    {
        int[] picked = new int[count];
        for (int i = 0; i < count; i++)
        {
            picked[i] = identities + random.Below(from);
        }

        return picked;
    }

    private ImageSet Render(IReadOnlyList<RoomMoment> moments, int sequence, string name)
    {
        byte[][] frames = new byte[moments.Count][];
        Parallel.For(0, moments.Count, i => frames[i] = Render(moments[i], _random.Fork(sequence)));
        return new ImageSet(SceneSet.FrameSize, frames, [.. moments.Select(m => (byte)m.Label)], ClassNames.Person, source: $"drawn room {Seed}, {name}");
    }

    private byte[] Render(RoomMoment moment, SceneRandom random)
    {
        SceneRandom daily = random.Fork(2_000_000 + moment.Day);
        SceneRandom now = random.Fork(3_000_000 + moment.Index);
        Canvas canvas = _empty.Copy();
        foreach ((double left, double top, double right, double bottom) in _place.Windows)
        {
            // A window shows the sky's own light; the room's exposure is set apart below.
            canvas.Rect(left, top, right, bottom, new Paint(0.15 + 0.85 * moment.Light, Opacity: 0.45));
        }

        List<Actor> actors = [];
        for (int i = 0; i < moment.ThingsAllDay.Count; i++)
        {
            actors.Add(Stand(daily.Fork(i), moment.ThingsAllDay[i], 0.35, 0.8));
        }

        for (int i = 0; i < moment.Things.Count; i++)
        {
            actors.Add(Stand(now.Fork(i), moment.Things[i], 0.55, 0.95));
        }

        for (int i = 0; i < moment.People.Count; i++)
        {
            SceneRandom spot = now.Fork(100 + i);
            (double x, double ground, double height) = Spot(spot);
            PersonLook look = new(_random.Fork(10_000 + moment.People[i]));
            actors.Add(new Actor(x, ground, height, null, look, new PersonPose(spot.Fork(1))));
        }

        Actor.DrawAll(canvas, actors);
        if (moment.Lamp)
        {
            Shine(canvas);
        }

        double lamp = moment.Lamp ? 0.3 : 0;
        Exposure exposure = _sensor with
        {
            Gain = _sensor.Gain * (0.45 + 0.55 * moment.Light + lamp),
            SlopeX = 0.03 * (moment.Hour - 13.5) * moment.Light,
            SlopeY = 0.1 * moment.Light,
        };
        return exposure.Expose(_camera.See(canvas.Pixels), SceneSet.FrameSize, now.Fork(200));
    }

    private Actor Stand(SceneRandom spot, int identity, double smallest, double largest)
    {
        (double x, double ground, double height) = Spot(spot);
        return new Actor(x, ground, height * spot.Range(smallest, largest), Thing.Indoors(_random.Fork(20_000 + identity)), null, null);
    }

    // One perspective for all: who stands nearer is larger and lower. The camera hangs somewhat above the heads.
    private (double X, double Ground, double Height) Spot(SceneRandom spot)
    {
        const double inner = 0.14 * SceneSize;
        double ground = SceneMath.Lerp(_place.Floor + 3, SceneSize * 0.93, spot.Next() * spot.Range(0.4, 1));
        double share = (ground - _place.Horizon) / (_place.Floor + 3 - _place.Horizon);
        double x = spot.Range(inner + 0.08 * SceneSize, SceneSize - inner - 0.08 * SceneSize);
        return (x, ground, Math.Min(0.42 * SceneSize * Math.Sqrt(share), 0.75 * SceneSize));
    }

    private void Shine(Canvas canvas)
    {
        double reach = 0.5 * SceneSize;
        for (int y = 0; y < SceneSize; y++)
        {
            for (int x = 0; x < SceneSize; x++)
            {
                double dx = (x - _lampX) / reach;
                double dy = (y - _lampY) / reach;
                canvas.Pixels[y * SceneSize + x] *= 1 + 0.5 / (1 + dx * dx + dy * dy);
            }
        }
    }
}
