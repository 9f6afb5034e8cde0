namespace LlsEdge.Host.Scenes;

/// <summary>Things that people leave standing.</summary>
internal static class SmallThings
{
    public static void Boxes(ThingBrush b)
    {
        int count = 2 + b.Random.Below(3);
        double bottom = 0;
        for (int i = 0; i < count; i++)
        {
            double high = 1.0 / count;
            double half = b.Random.Range(0.14, 0.26);
            double shift = b.Random.Range(-0.05, 0.05);
            Paint card = new(b.Random.Range(0.25, 0.8));
            b.Box(shift - half, bottom, shift + half, bottom + high, card);
            double side = shift + half + 0.08;
            b.Polygon(new Paint(card.Tone * 0.7), [shift + half, bottom, side, bottom + 0.05, side, bottom + high - 0.01, shift + half, bottom + high]);
            b.Box(shift - 0.02, bottom, shift + 0.02, bottom + high, new Paint(SceneMath.Clamp01(card.Tone + 0.15)));
            b.Line(shift - half, bottom + high, shift + half, bottom + high, 0.015, new Paint(card.Tone * 0.5));
            bottom += high;
        }
    }

    public static void Suitcase(ThingBrush b)
    {
        Paint shell = b.AnyRound();
        double half = b.Random.Range(0.2, 0.28);
        b.Line(-0.1, 0.6, -0.1, 0.98, 0.025, Paint.Round(0.2));
        b.Line(0.1, 0.6, 0.1, 0.98, 0.025, Paint.Round(0.2));
        b.Line(-0.1, 0.98, 0.1, 0.98, 0.04, Paint.Round(0.15));
        b.Capsule(-half + 0.06, 0.12, 0.06, -half + 0.06, 0.64, 0.06, shell);
        b.Capsule(half - 0.06, 0.12, 0.06, half - 0.06, 0.64, 0.06, shell);
        b.Box(-half + 0.05, 0.06, half - 0.05, 0.7, shell);
        for (int i = -1; i <= 1; i++)
        {
            b.Line(0.1 * i, 0.1, 0.1 * i, 0.66, 0.018, new Paint(shell.Tone * 0.7));
        }

        b.Ellipse(-half + 0.06, 0.025, 0.03, 0.03, Paint.Round(0.08));
        b.Ellipse(half - 0.06, 0.025, 0.03, 0.03, Paint.Round(0.08));
    }

    public static void WaterCooler(ThingBrush b)
    {
        Paint body = b.AnyRound();
        b.Box(-0.15, 0, 0.15, 0.66, body);
        b.Box(-0.1, 0.42, 0.1, 0.58, new Paint(body.Tone * 0.6));
        Paint bottle = Paint.Round(b.Random.Range(0.4, 0.8));
        b.Capsule(0, 0.68, 0.06, 0, 0.74, 0.09, bottle);
        b.Capsule(0, 0.78, 0.11, 0, 0.89, 0.11, bottle);
    }

    public static void Broom(ThingBrush b)
    {
        double lean = b.Random.Range(0.02, 0.2);
        Paint wood = b.AnyRound();
        b.Line(lean, 1, -lean * 0.4, 0.2, 0.03, wood);
        Paint bristle = b.AnyRound();
        b.Polygon(bristle, [-lean * 0.4 - 0.05, 0.22, -lean * 0.4 + 0.05, 0.22, 0.12, 0, -0.16, 0]);
        b.Capsule(0.24, 0.09, 0.09, 0.24, 0.2, 0.11, b.AnyRound());
    }

    public static void Vase(ThingBrush b)
    {
        Paint clay = b.AnyRound();
        b.Capsule(0, 0.12, 0.11, 0, 0.32, 0.14, clay);
        b.Capsule(0, 0.4, 0.07, 0, 0.5, 0.06, clay);
        int stems = 4 + b.Random.Below(4);
        Paint flower = b.AnyRound();
        for (int i = 0; i < stems; i++)
        {
            double x = b.Random.Range(-0.22, 0.22);
            double y = b.Random.Range(0.7, 0.97);
            b.Line(0, 0.5, x, y, 0.014, Paint.Round(0.25));
            b.Ellipse(x, y, 0.055, 0.05, flower);
        }
    }

    public static void Ladder(ThingBrush b)
    {
        Paint metal = b.AnyRound();
        b.Line(-0.2, 0, -0.08, 1, 0.035, metal);
        b.Line(0.2, 0, 0.08, 1, 0.035, metal);
        b.Line(0.34, 0, 0.1, 0.98, 0.025, metal with { Tone = metal.Tone * 0.7 });
        for (int i = 1; i < 7; i++)
        {
            double y = i / 7.0;
            double half = SceneMath.Lerp(0.2, 0.08, y);
            b.Line(-half, y, half, y, 0.03, metal);
        }
    }

    public static void Bin(ThingBrush b)
    {
        Paint body = b.AnyRound();
        b.Polygon(body, [-0.24, 0, 0.24, 0, 0.3, 0.86, -0.3, 0.86]);
        b.Capsule(-0.28, 0.9, 0.05, 0.28, 0.9, 0.05, body with { Tone = body.Tone * 0.8 });
        b.Ellipse(0, 0.95, 0.2, 0.05, body);
        for (int i = -2; i <= 2; i++)
        {
            b.Line(0.09 * i, 0.06, 0.11 * i, 0.8, 0.016, new Paint(body.Tone * 0.75));
        }
    }

    public static void Bicycle(ThingBrush b)
    {
        Paint frame = b.AnyRound();
        Paint tyre = Paint.Round(0.08);
        foreach (double x in new[] { -0.45, 0.45 })
        {
            b.Ring(x, 0.3, 0.28, 0.04, tyre);
            b.Line(x - 0.27, 0.3, x + 0.27, 0.3, 0.008, new Paint(0.6));
            b.Line(x, 0.03, x, 0.57, 0.008, new Paint(0.6));
        }

        b.Line(-0.45, 0.3, 0, 0.3, 0.035, frame);
        b.Line(0, 0.3, -0.14, 0.8, 0.035, frame);
        b.Line(0, 0.3, 0.32, 0.72, 0.035, frame);
        b.Line(-0.1, 0.7, 0.32, 0.72, 0.035, frame);
        b.Line(-0.45, 0.3, -0.12, 0.72, 0.03, frame);
        b.Line(0.45, 0.3, 0.3, 0.92, 0.035, frame);
        b.Line(0.3, 0.92, 0.42, 0.96, 0.035, tyre);
        b.Line(-0.22, 0.82, -0.04, 0.82, 0.05, tyre);
    }

    public static void Umbrella(ThingBrush b)
    {
        Paint cloth = b.Cloth();
        b.Line(0, 0.05, 0, 0.8, 0.03, Paint.Round(0.15));
        b.Ellipse(0, 0.72, 0.38, 0.25, cloth);
        b.Ellipse(-0.19, 0.6, 0.19, 0.1, Paint.Shadow(0.35));
        b.Ellipse(0.19, 0.6, 0.19, 0.1, Paint.Shadow(0.35));
        b.Ellipse(0, 0.02, 0.14, 0.04, Paint.Round(0.2));
    }
}
