namespace LlsEdge.Host.Scenes;

/// <summary>The place of a picture without people and things: its ground, walls or sky, and what belongs to them.</summary>
internal sealed class Surroundings
{
    private Surroundings(double horizon, double floor, bool outdoors, IReadOnlyList<(double Left, double Top, double Right, double Bottom)> windows)
    {
        Horizon = horizon;
        Floor = floor;
        Outdoors = outdoors;
        Windows = windows;
    }

    /// <summary>Height of the camera's eye line in the picture.</summary>
    public double Horizon { get; }

    /// <summary>Where the floor begins.</summary>
    public double Floor { get; }

    public bool Outdoors { get; }

    /// <summary>Window panes, whose light changes over the day.</summary>
    public IReadOnlyList<(double Left, double Top, double Right, double Bottom)> Windows { get; }

    /// <summary>A thing that fits here.</summary>
    public Thing AnyThing(SceneRandom random) => Outdoors ? Thing.Outdoors(random) : Thing.Indoors(random);

    /// <summary>Draws a room.</summary>
    public static Surroundings DrawIndoors(Canvas canvas, SceneRandom random)
    {
        double size = canvas.Size;
        double floor = size * random.Range(0.56, 0.86);
        double horizon = floor - size * random.Range(0.12, 0.3);
        double wall = random.Range(0.22, 0.88);
        Pattern pattern = random.Chance(0.7) ? Pattern.Plain : random.Chance(0.5) ? Pattern.Columns : Pattern.Checks;
        canvas.Rect(0, 0, size, floor, new Paint(wall, SceneMath.Clamp01(wall + random.Range(-0.1, 0.1)), pattern, random.Range(0.05, 0.14) * size));
        if (random.Chance(0.4))
        {
            Corner(canvas, random, floor, wall);
        }

        FloorOf(canvas, random, floor, horizon);
        canvas.Rect(0, floor - 0.03 * size, size, floor, new Paint(random.Range(0.15, 0.9)));
        canvas.Rect(0, floor - 1, size, floor + 1, Paint.Shadow(0.4));
        List<(double, double, double, double)> windows = [];
        double x = random.Range(-0.1, 0.1) * size;
        while (x < size)
        {
            double width = random.Range(0.12, 0.34) * size;
            IndoorFittings.Draw(canvas, random, x, width, floor, windows);
            x += width + random.Range(0.02, 0.22) * size;
        }

        canvas.Mottle(random, size * random.Range(0.2, 0.5), 0.06, 0, size);
        canvas.Mottle(random, random.Range(2.5, 6), random.Range(0.005, 0.035), 0, size);
        return new Surroundings(horizon, floor, outdoors: false, windows);
    }

    /// <summary>Draws a street, a park or a yard.</summary>
    public static Surroundings DrawOutdoors(Canvas canvas, SceneRandom random)
    {
        double size = canvas.Size;
        double horizon = size * random.Range(0.34, 0.6);
        double sky = random.Range(0.45, 0.95);
        canvas.Rect(0, 0, size, horizon + 1, new Paint(sky, SceneMath.Clamp01(sky + random.Range(-0.05, 0.2)), Pattern.Gradient, horizon));
        canvas.Mottle(random, size * random.Range(0.15, 0.35), random.Range(0.02, 0.12), 0, horizon);
        OutdoorFittings.Skyline(canvas, random, horizon);
        OutdoorFittings.Ground(canvas, random, horizon);
        canvas.Mottle(random, random.Range(2.5, 6), random.Range(0.01, 0.05), horizon, size);
        return new Surroundings(horizon, horizon + 0.1 * size, outdoors: true, []);
    }

    private static void Corner(Canvas canvas, SceneRandom random, double floor, double wall)
    {
        double size = canvas.Size;
        bool left = random.Chance(0.5);
        double edge = random.Range(0.12, 0.38) * size;
        Paint paint = new(SceneMath.Clamp01(wall * random.Range(0.65, 1.2)));
        double slope = random.Range(0.1, 0.4);
        double far = floor + slope * edge;
        if (left)
        {
            canvas.Convex([0, 0, edge, 0, edge, floor, 0, far], paint);
        }
        else
        {
            canvas.Convex([size, 0, size - edge, 0, size - edge, floor, size, far], paint);
        }
    }

    private static void FloorOf(Canvas canvas, SceneRandom random, double floor, double horizon)
    {
        double size = canvas.Size;
        double tone = random.Range(0.15, 0.82);
        canvas.Rect(0, floor, size, size, new Paint(tone, SceneMath.Clamp01(tone + random.Range(-0.12, 0.12)), Pattern.Gradient, size - floor, floor));
        Paint joint = new(tone * 0.6, Opacity: random.Range(0.2, 0.8));
        int kind = random.Below(4);
        if (kind <= 1)
        {
            double vanish = size * random.Range(0.2, 0.8);
            double step = size * random.Range(0.06, 0.2);
            for (double x = vanish - 12 * step; x < vanish + 12 * step; x += step)
            {
                double share = (floor - horizon) / (size - horizon);
                canvas.Line(vanish + (x - vanish) * share, floor, vanish + (x - vanish), size, 0.7, joint);
            }
        }

        if (kind == 1)
        {
            for (double depth = 1; depth < 7; depth += 0.6)
            {
                double y = horizon + (size - horizon) / depth;
                canvas.Line(0, y, size, y, 0.7, joint);
            }
        }

        if (random.Chance(0.35))
        {
            Paint rug = new(random.Range(0.1, 0.9), random.Range(0.1, 0.9), (Pattern)random.Below(4), random.Range(0.04, 0.1) * size);
            double middle = random.Range(0.2, 0.8) * size;
            double top = SceneMath.Lerp(floor, size, 0.2);
            double bottom = SceneMath.Lerp(floor, size, random.Range(0.6, 1));
            double half = random.Range(0.15, 0.35) * size;
            canvas.Convex([middle - half * 0.75, top, middle + half * 0.75, top, middle + half, bottom, middle - half, bottom], rug);
        }
    }
}
