namespace LlsEdge.Host.Scenes;

/// <summary>Plants and animals.</summary>
internal static class LivingThings
{
    public static void Plant(ThingBrush b)
    {
        b.Polygon(b.AnyRound(), [-0.12, 0, 0.12, 0, 0.16, 0.26, -0.16, 0.26]);
        double tone = b.Random.Range(0.12, 0.6);
        int leaves = 8 + b.Random.Below(8);
        for (int i = 0; i < leaves; i++)
        {
            double angle = b.Random.Range(-75, 75);
            double length = b.Random.Range(0.25, 0.7);
            double x = length * 0.6 * SceneMath.Sin(angle);
            double y = 0.26 + length * SceneMath.Cos(angle);
            Paint leaf = Paint.Round(SceneMath.Clamp01(tone + b.Random.Range(-0.1, 0.12)));
            b.Line(0, 0.24, x * 0.7, 0.26 + (y - 0.26) * 0.7, 0.015, leaf);
            b.Ellipse(x, y, 0.045, 0.13, leaf, angle);
        }
    }

    public static void Dog(ThingBrush b)
    {
        Paint coat = b.AnyRound();
        Paint dark = coat with { Tone = coat.Tone * 0.7 };
        b.Capsule(-0.38, 0.4, 0.06, -0.4, 0.03, 0.045, dark);
        b.Capsule(0.25, 0.4, 0.06, 0.24, 0.03, 0.045, dark);
        b.Capsule(-0.36, 0.55, 0.17, 0.3, 0.57, 0.18, coat);
        b.Capsule(-0.5, 0.62, 0.05, -0.68, b.Random.Range(0.55, 0.9), 0.025, coat);
        b.Capsule(-0.3, 0.42, 0.08, -0.32, 0.03, 0.045, coat);
        b.Capsule(0.34, 0.45, 0.08, 0.34, 0.03, 0.045, coat);
        b.Capsule(0.36, 0.64, 0.13, 0.5, 0.82, 0.1, coat);
        b.Ellipse(0.54, 0.86, 0.13, 0.12, coat);
        b.Capsule(0.62, 0.82, 0.07, 0.74, 0.8, 0.055, coat);
        b.Capsule(0.48, 0.93, 0.05, 0.43, 0.78, 0.05, dark);
        b.Ellipse(0.78, 0.81, 0.03, 0.025, new Paint(0.05));
        b.Ellipse(0.58, 0.89, 0.02, 0.02, new Paint(0.05));
    }

    public static void SittingCat(ThingBrush b)
    {
        Paint coat = b.Cloth();
        b.Capsule(0.2, 0.08, 0.05, 0.42, 0.14, 0.04, coat);
        b.Capsule(0, 0.22, 0.22, 0, 0.5, 0.14, coat);
        b.Capsule(-0.08, 0.4, 0.05, -0.08, 0.04, 0.05, coat);
        b.Capsule(0.08, 0.4, 0.05, 0.08, 0.04, 0.05, coat);
        b.Polygon(coat, [-0.16, 0.98, -0.16, 0.78, -0.03, 0.86]);
        b.Polygon(coat, [0.16, 0.98, 0.16, 0.78, 0.03, 0.86]);
        b.Ellipse(0, 0.76, 0.17, 0.14, coat);
        b.Ellipse(-0.06, 0.78, 0.025, 0.025, new Paint(0.05));
        b.Ellipse(0.06, 0.78, 0.025, 0.025, new Paint(0.05));
        b.Ellipse(0, 0.71, 0.02, 0.015, new Paint(0.1));
    }
}
