namespace LlsEdge.Host.Scenes;

/// <summary>Things that stand in streets and gardens.</summary>
internal static class OutdoorThings
{
    public static void Tree(ThingBrush b)
    {
        Paint bark = Paint.Round(b.Random.Range(0.08, 0.4));
        b.Capsule(0, 0, 0.05, b.Random.Range(-0.04, 0.04), 0.5, 0.035, bark);
        b.Line(0, 0.4, -0.13, 0.62, 0.03, bark);
        b.Line(0, 0.42, 0.13, 0.64, 0.03, bark);
        double tone = b.Random.Range(0.12, 0.55);
        int clumps = 7 + b.Random.Below(6);
        for (int i = 0; i < clumps; i++)
        {
            double x = b.Random.Range(-0.2, 0.2);
            double y = b.Random.Range(0.55, 0.88);
            b.Ellipse(x, y, b.Random.Range(0.08, 0.15), b.Random.Range(0.07, 0.12), Paint.Round(SceneMath.Clamp01(tone + b.Random.Range(-0.1, 0.1))));
        }
    }

    public static void GlobeLamp(ThingBrush b)
    {
        Paint metal = b.AnyRound();
        b.Capsule(0, 0, 0.045, 0, 0.2, 0.03, metal);
        b.Line(0, 0.1, 0, 0.86, 0.035, metal);
        b.Ellipse(0, 0.92, 0.075, 0.075, b.AnyRound());
    }

    public static void Sign(ThingBrush b)
    {
        Paint metal = b.AnyRound();
        b.Line(0, 0, 0, 0.96, 0.03, metal);
        Paint face = b.AnyRound() with { Shade = 0 };
        if (b.Random.Chance(0.5))
        {
            b.Ellipse(0, 0.84, 0.15, 0.15, face);
            b.Ellipse(0, 0.84, 0.11, 0.11, b.AnyRound() with { Shade = 0 });
        }
        else
        {
            b.Box(-0.17, 0.66, 0.17, 0.98, face);
            b.Box(-0.11, 0.78, 0.11, 0.82, new Paint(1 - face.Tone));
            b.Box(-0.11, 0.88, 0.11, 0.92, new Paint(1 - face.Tone));
        }
    }

    public static void Hydrant(ThingBrush b)
    {
        Paint body = b.AnyRound();
        b.Box(-0.22, 0, 0.22, 0.08, body);
        b.Capsule(0, 0.1, 0.16, 0, 0.7, 0.16, body);
        b.Capsule(-0.27, 0.55, 0.07, 0.27, 0.55, 0.07, body with { Tone = body.Tone * 0.8 });
        b.Ellipse(0, 0.82, 0.19, 0.13, body);
        b.Ellipse(0, 0.95, 0.05, 0.05, body);
    }

    public static void Bush(ThingBrush b)
    {
        double tone = b.Random.Range(0.1, 0.5);
        for (int i = 0; i < 14; i++)
        {
            double x = b.Random.Range(-0.5, 0.5);
            double y = b.Random.Range(0.12, 0.8) * (1 - x * x);
            b.Ellipse(x, y, b.Random.Range(0.1, 0.2), b.Random.Range(0.1, 0.18), Paint.Round(SceneMath.Clamp01(tone + b.Random.Range(-0.1, 0.12))));
        }
    }

    public static void Bench(ThingBrush b)
    {
        Paint wood = b.AnyRound();
        Paint iron = Paint.Round(0.12);
        foreach (double x in new[] { -0.7, 0.7 })
        {
            b.Line(x, 0, x, 0.98, 0.06, iron);
            b.Line(x + 0.12, 0, x + 0.12, 0.45, 0.06, iron);
        }

        for (int i = 0; i < 3; i++)
        {
            b.Line(-0.85, 0.62 + 0.15 * i, 0.85, 0.62 + 0.15 * i, 0.09, wood);
        }

        b.Line(-0.85, 0.45, 0.9, 0.45, 0.08, wood);
        b.Line(-0.85, 0.38, 0.95, 0.38, 0.06, wood with { Tone = wood.Tone * 0.8 });
    }
}
