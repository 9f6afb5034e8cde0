namespace LlsEdge.Host.Scenes;

/// <summary>Furniture that stands free.</summary>
internal static class FurnitureThings
{
    public static void CoatRack(ThingBrush b)
    {
        Paint wood = b.AnyRound();
        b.Line(0, 0.02, 0, 0.98, 0.03, wood);
        b.Line(-0.17, 0, 0, 0.1, 0.028, wood);
        b.Line(0.17, 0, 0, 0.1, 0.028, wood);
        b.Line(-0.12, 0.98, 0, 0.88, 0.024, wood);
        b.Line(0.12, 0.98, 0, 0.88, 0.024, wood);
        int coats = 1 + b.Random.Below(2);
        for (int i = 0; i < coats; i++)
        {
            Paint cloth = b.Cloth();
            double side = i == 0 ? 0.1 : -0.1;
            double hem = b.Random.Range(0.25, 0.5);
            b.Polygon(cloth, [side - 0.05, 0.92, side + 0.06, 0.92, side + 0.15, hem, side - 0.1, hem]);
            b.Capsule(side + 0.07, 0.88, 0.035, side + 0.13, b.Random.Range(0.45, 0.6), 0.035, cloth with { Tone = cloth.Tone * 0.85 });
        }

        if (b.Random.Chance(0.4))
        {
            b.Ellipse(-0.11, 0.98, 0.07, 0.035, b.AnyRound());
        }
    }

    public static void FloorLamp(ThingBrush b)
    {
        Paint metal = b.AnyRound();
        b.Ellipse(0, 0.015, 0.12, 0.022, metal);
        b.Line(0, 0, 0, 0.75, 0.025, metal);
        double top = b.Random.Range(0.06, 0.13);
        double bottom = top + b.Random.Range(0.02, 0.1);
        b.Polygon(b.AnyRound(), [-bottom, 0.72, bottom, 0.72, top, 0.98, -top, 0.98]);
    }

    public static void Chair(ThingBrush b)
    {
        Paint wood = b.AnyRound();
        Paint seat = b.Cloth();
        double skew = b.Random.Range(0.04, 0.14);
        b.Line(-0.2 + skew, 0.1, -0.2 + skew, 1, 0.05, wood);
        b.Line(0.2 + skew, 0.1, 0.2 + skew, 1, 0.05, wood);
        if (b.Random.Chance(0.5))
        {
            b.Polygon(seat, [-0.2 + skew, 0.62, 0.2 + skew, 0.62, 0.2 + skew, 0.98, -0.2 + skew, 0.98]);
        }
        else
        {
            for (int i = 0; i < 3; i++)
            {
                b.Line(-0.2 + skew, 0.66 + 0.14 * i, 0.2 + skew, 0.66 + 0.14 * i, 0.05, wood);
            }
        }

        b.Polygon(seat, [-0.26, 0.46, 0.22, 0.46, 0.24 + skew, 0.54, -0.22 + skew, 0.54]);
        b.Line(-0.24, 0, -0.24, 0.46, 0.05, wood);
        b.Line(0.2, 0, 0.2, 0.46, 0.05, wood);
    }

    public static void Stool(ThingBrush b)
    {
        Paint wood = b.AnyRound();
        b.Line(-0.22, 0, -0.14, 0.9, 0.05, wood);
        b.Line(0.22, 0, 0.14, 0.9, 0.05, wood);
        b.Line(-0.04, 0.05, -0.03, 0.9, 0.045, wood);
        b.Line(-0.19, 0.35, 0.19, 0.35, 0.035, wood);
        b.Ellipse(0, 0.93, 0.22, 0.06, b.AnyRound());
    }

    public static void Armchair(ThingBrush b)
    {
        Paint cloth = b.Cloth();
        Paint light = cloth with { Tone = SceneMath.Clamp01(cloth.Tone * 1.2 + 0.03) };
        b.Box(-0.32, 0.3, 0.32, 0.9, cloth);
        b.Capsule(-0.26, 0.88, 0.1, 0.26, 0.88, 0.1, cloth);
        b.Box(-0.3, 0.08, 0.3, 0.46, light);
        b.Capsule(-0.37, 0.15, 0.1, -0.37, 0.5, 0.1, light);
        b.Capsule(0.37, 0.15, 0.1, 0.37, 0.5, 0.1, light);
        b.Line(-0.38, 0, -0.38, 0.08, 0.05, Paint.Round(0.1));
        b.Line(0.38, 0, 0.38, 0.08, 0.05, Paint.Round(0.1));
    }

    public static void Bookcase(ThingBrush b)
    {
        Paint wood = b.AnyRound();
        double half = b.Random.Range(0.16, 0.3);
        b.Box(-half, 0, half, 1, wood);
        int shelves = 3 + b.Random.Below(3);
        for (int i = 0; i < shelves; i++)
        {
            double low = 0.03 + i * 0.95 / shelves;
            double high = low + 0.87 / shelves;
            b.Box(-half + 0.02, low, half - 0.02, high, new Paint(wood.Tone * 0.5));
            for (double x = -half + 0.03; x < half - 0.05; x += 0.035)
            {
                if (b.Random.Chance(0.75))
                {
                    b.Box(x, low, x + 0.028, low + (high - low) * b.Random.Range(0.6, 0.95), new Paint(b.Random.Range(0.08, 0.9)));
                }
            }
        }
    }

    public static void Fan(ThingBrush b)
    {
        Paint metal = b.AnyRound();
        b.Ellipse(0, 0.02, 0.16, 0.03, metal);
        b.Line(0, 0, 0, 0.7, 0.03, metal);
        b.Ellipse(0, 0.8, 0.19, 0.19, metal with { Opacity = 0.35 });
        b.Ring(0, 0.8, 0.19, 0.02, metal);
        b.Ring(0, 0.8, 0.12, 0.01, metal);
        double start = b.Random.Range(0, 90);
        for (int i = 0; i < 3; i++)
        {
            b.Ellipse(0.08 * SceneMath.Cos(start + 120 * i), 0.8 + 0.08 * SceneMath.Sin(start + 120 * i), 0.09, 0.045, metal, -start - 120 * i);
        }

        b.Ellipse(0, 0.8, 0.035, 0.035, b.AnyRound());
    }

    public static void DryingRack(ThingBrush b)
    {
        Paint metal = b.AnyRound();
        b.Line(-0.3, 0, 0.25, 0.95, 0.02, metal);
        b.Line(0.3, 0, -0.25, 0.95, 0.02, metal);
        b.Line(-0.36, 0.95, 0.36, 0.95, 0.02, metal);
        for (double x = -0.33; x < 0.3; x += b.Random.Range(0.17, 0.24))
        {
            Paint cloth = b.Cloth();
            b.Polygon(cloth, [x, 0.96, x + 0.15, 0.96, x + 0.155, b.Random.Range(0.35, 0.7), x + 0.01, b.Random.Range(0.35, 0.7)]);
        }
    }

    public static void Easel(ThingBrush b)
    {
        Paint wood = b.AnyRound();
        b.Line(-0.22, 0, 0.02, 1, 0.03, wood);
        b.Line(0.22, 0, -0.02, 1, 0.03, wood);
        b.Box(-0.2, 0.38, 0.2, 0.88, b.AnyRound());
        b.Box(-0.17, 0.41, 0.17, 0.85, b.Cloth());
    }

    public static void TableWithLamp(ThingBrush b)
    {
        Paint wood = b.AnyRound();
        b.Line(-0.2, 0, -0.2, 0.5, 0.04, wood);
        b.Line(0.2, 0, 0.2, 0.5, 0.04, wood);
        b.Box(-0.26, 0.5, 0.26, 0.55, wood);
        Paint lamp = b.AnyRound();
        b.Capsule(0, 0.58, 0.05, 0, 0.7, 0.025, lamp);
        b.Polygon(b.AnyRound(), [-0.14, 0.74, 0.14, 0.74, 0.08, 1, -0.08, 1]);
    }
}
