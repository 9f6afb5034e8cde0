namespace LlsEdge.Host.Scenes;

/// <summary>What somebody wears on the lower body or over all.</summary>
internal enum Outfit
{
    Trousers,
    Shorts,
    Skirt,
    Dress,
    Coat,
}

/// <summary>One person: proportions, hair and clothes; stays the same from frame to frame.</summary>
internal sealed class PersonLook
{
    public PersonLook(SceneRandom random)
    {
        bool child = random.Chance(0.15);
        HeadScale = child ? random.Range(1.3, 1.5) : random.Range(1.05, 1.25);
        Width = random.Range(0.88, 1.28);
        Skin = random.Chance(0.25) ? random.Range(0.2, 0.4) : random.Range(0.5, 0.85);
        Hair = random.Chance(0.7) ? random.Range(0.03, 0.25) : random.Range(0.3, 0.85);
        HairStyle = random.Below(5);
        Hat = random.Chance(0.15);
        HatTone = random.Range(0.05, 0.95);
        Outfit = (Outfit)random.Below(10) switch
        {
            <= Outfit.Shorts => (Outfit)random.Below(2),
            Outfit.Skirt => Outfit.Skirt,
            Outfit.Dress => Outfit.Dress,
            Outfit.Coat => Outfit.Coat,
            _ => Outfit.Trousers,
        };
        TopTone = random.Range(0.04, 0.96);
        TopSecond = random.Range(0.04, 0.96);
        TopPattern = random.Chance(0.8) ? Pattern.Plain : (Pattern)(1 + random.Below(4));
        PatternPeriod = random.Range(0.03, 0.09);
        double lower = random.Range(0.04, 0.9);
        LowerTone = Math.Abs(lower - TopTone) < 0.15 ? (TopTone > 0.5 ? TopTone - 0.3 : TopTone + 0.3) : lower;
        ShoeTone = random.Chance(0.7) ? random.Range(0.03, 0.2) : random.Range(0.6, 0.95);
        LongSleeves = random.Chance(0.65);
        Bag = random.Chance(0.2);
        Legs = random.Range(0.94, 1.06);
    }

    public double HeadScale { get; }

    public double Width { get; }

    public double Skin { get; }

    public double Hair { get; }

    /// <summary>0 none, 1–2 short, 3 bob, 4 long.</summary>
    public int HairStyle { get; }

    public bool Hat { get; }

    public double HatTone { get; }

    public Outfit Outfit { get; }

    public double TopTone { get; }

    public double TopSecond { get; }

    public Pattern TopPattern { get; }

    /// <summary>Period of the shirt's pattern, in body heights.</summary>
    public double PatternPeriod { get; }

    public double LowerTone { get; }

    public double ShoeTone { get; }

    public bool LongSleeves { get; }

    public bool Bag { get; }

    public double Legs { get; }
}
