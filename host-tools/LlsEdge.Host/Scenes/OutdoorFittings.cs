namespace LlsEdge.Host.Scenes;

/// <summary>Buildings, trees, fences and streets in the distance.</summary>
internal static class OutdoorFittings
{
    /// <summary>What stands along the horizon.</summary>
    public static void Skyline(Canvas canvas, SceneRandom random, double horizon)
    {
        double size = canvas.Size;
        double built = random.Next();
        double x = random.Range(-0.15, 0) * size;
        while (x < size)
        {
            double width = random.Range(0.12, 0.45) * size;
            if (random.Chance(built))
            {
                Building(canvas, random, x, x + width, horizon + 0.02 * size);
            }
            else
            {
                Trees(canvas, random, x, x + width, horizon + 0.02 * size);
            }

            x += width * random.Range(0.7, 1.2);
        }

        if (random.Chance(0.35))
        {
            Fence(canvas, random, horizon);
        }

        if (random.Chance(0.3))
        {
            Car(canvas, random, random.Range(0.1, 0.9) * size, horizon + random.Range(0.05, 0.12) * size, random.Range(0.08, 0.18) * size);
        }
    }

    /// <summary>Grass, gravel or paving, perhaps with a path.</summary>
    public static void Ground(Canvas canvas, SceneRandom random, double horizon)
    {
        double size = canvas.Size;
        double tone = random.Range(0.18, 0.75);
        double top = horizon + 0.02 * size;
        canvas.Rect(0, top, size, size, new Paint(tone, SceneMath.Clamp01(tone + random.Range(-0.12, 0.12)), Pattern.Gradient, size - top, top));
        if (random.Chance(0.55))
        {
            double vanish = random.Range(0.1, 0.9) * size;
            double middle = random.Range(0.1, 0.9) * size;
            double half = random.Range(0.15, 0.5) * size;
            double path = random.Range(0.2, 0.85);
            canvas.Convex([vanish - 1.5, top, vanish + 1.5, top, middle + half, size, middle - half, size], new Paint(path));
            if (random.Chance(0.5))
            {
                Paint mark = new(SceneMath.Clamp01(path + 0.3));
                for (double t = 0.1; t < 1; t += 0.22)
                {
                    canvas.Line(SceneMath.Lerp(vanish, middle, t * t), SceneMath.Lerp(top, size, t * t), SceneMath.Lerp(vanish, middle, (t + 0.1) * (t + 0.1)),
                        SceneMath.Lerp(top, size, (t + 0.1) * (t + 0.1)), 0.5 + 2 * t, mark);
                }
            }
        }

        if (random.Chance(0.4))
        {
            Paint joint = new(tone * 0.65, Opacity: 0.6);
            for (double depth = 1; depth < 6; depth += 0.5)
            {
                double y = horizon + (size - horizon) / depth;
                canvas.Line(0, y, size, y, 0.8, joint);
            }
        }
    }

    private static void Building(Canvas canvas, SceneRandom random, double left, double right, double bottom)
    {
        double size = canvas.Size;
        double top = bottom - random.Range(0.2, 0.6) * size;
        double tone = random.Range(0.2, 0.85);
        canvas.Rect(left, top, right, bottom, new Paint(tone, tone * 0.9, random.Chance(0.3) ? Pattern.Rows : Pattern.Plain, 4));
        if (random.Chance(0.4))
        {
            canvas.Convex([left - 2, top, right + 2, top, (left + right) / 2, top - 0.14 * size], new Paint(random.Range(0.1, 0.5)));
        }

        double step = random.Range(0.07, 0.13) * size;
        double pane = random.Chance(0.75) ? random.Range(0.05, 0.3) : random.Range(0.7, 0.98);
        for (double y = top + 0.04 * size; y < bottom - step; y += step * 1.15)
        {
            for (double x = left + 0.3 * step; x < right - 0.7 * step; x += step)
            {
                canvas.Rect(x, y, x + 0.55 * step, y + 0.7 * step, new Paint(SceneMath.Clamp01(pane + random.Range(-0.08, 0.08))));
            }
        }

        if (random.Chance(0.5))
        {
            double x = random.Range(left, right - 0.1 * size);
            canvas.Rect(x, bottom - 0.17 * size, x + 0.09 * size, bottom, new Paint(random.Range(0.06, 0.6)));
        }
    }

    private static void Trees(Canvas canvas, SceneRandom random, double left, double right, double bottom)
    {
        double size = canvas.Size;
        double tone = random.Range(0.12, 0.5);
        if (random.Chance(0.5))
        {
            double x = (left + right) / 2;
            canvas.Capsule(x, bottom, 0.018 * size, x, bottom - 0.25 * size, 0.012 * size, Paint.Round(0.15));
        }

        double height = random.Range(0.12, 0.42) * size;
        for (int i = 0; i < 12; i++)
        {
            double radius = random.Range(0.04, 0.1) * size;
            canvas.Ellipse(random.Range(left, right), bottom - random.Range(0.15, 1) * height, radius, radius * 0.85, 0,
                Paint.Round(SceneMath.Clamp01(tone + random.Range(-0.09, 0.09))));
        }
    }

    private static void Fence(Canvas canvas, SceneRandom random, double horizon)
    {
        double size = canvas.Size;
        Paint wood = new(random.Range(0.1, 0.95));
        double bottom = horizon + 0.06 * size;
        double height = random.Range(0.08, 0.2) * size;
        double step = random.Range(0.03, 0.08) * size;
        for (double x = random.Range(0, step); x < size; x += step)
        {
            canvas.Rect(x, bottom - height, x + 0.4 * step, bottom, wood);
        }

        canvas.Rect(0, bottom - 0.8 * height, size, bottom - 0.8 * height + 1.2, wood);
        canvas.Rect(0, bottom - 0.3 * height, size, bottom - 0.3 * height + 1.2, wood);
    }

    private static void Car(Canvas canvas, SceneRandom random, double x, double ground, double height)
    {
        Paint body = new(random.Range(0.05, 0.95));
        double h = height;
        canvas.Ellipse(x, ground, 1.5 * h, 0.1 * h, 0, Paint.Shadow(0.4));
        canvas.Convex([x - 0.8 * h, ground - 0.55 * h, x + 0.9 * h, ground - 0.55 * h, x + 0.5 * h, ground - h, x - 0.5 * h, ground - h], body);
        Paint glass = new(0.2);
        canvas.Convex([x - 0.6 * h, ground - 0.58 * h, x + 0.7 * h, ground - 0.58 * h, x + 0.42 * h, ground - 0.9 * h, x - 0.42 * h, ground - 0.9 * h], glass);
        canvas.Capsule(x - 1.2 * h, ground - 0.42 * h, 0.2 * h, x + 1.25 * h, ground - 0.38 * h, 0.2 * h, body);
        canvas.Ellipse(x - 0.8 * h, ground - 0.18 * h, 0.2 * h, 0.2 * h, 0, new Paint(0.05));
        canvas.Ellipse(x + 0.8 * h, ground - 0.18 * h, 0.2 * h, 0.2 * h, 0, new Paint(0.05));
    }
}
