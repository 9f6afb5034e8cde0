namespace LlsEdge.Host.Scenes;

/// <summary>A thing that stands about and is not a person; looks the same each time it is drawn.</summary>
internal sealed class Thing
{
    /// <summary>Kinds that stand in rooms; those after <see cref="IndoorKinds"/> are found outdoors, the last of the indoor ones in both.</summary>
    private static readonly Action<ThingBrush>[] s_kinds =
    [
        FurnitureThings.CoatRack, FurnitureThings.FloorLamp, FurnitureThings.Chair, FurnitureThings.Stool, FurnitureThings.Armchair,
        FurnitureThings.Bookcase, FurnitureThings.Fan, FurnitureThings.DryingRack, FurnitureThings.Easel, FurnitureThings.TableWithLamp,
        SmallThings.Boxes, SmallThings.Suitcase, SmallThings.WaterCooler, SmallThings.Broom, SmallThings.Vase,
        LivingThings.Plant, LivingThings.Dog, LivingThings.SittingCat, SmallThings.Ladder, SmallThings.Bin, SmallThings.Bicycle, SmallThings.Umbrella,
        OutdoorThings.Tree, OutdoorThings.GlobeLamp, OutdoorThings.Sign, OutdoorThings.Hydrant, OutdoorThings.Bush, OutdoorThings.Bench,
    ];

    private const int IndoorKinds = 22;
    private const int FirstOutdoorKind = 15;
    private readonly SceneRandom _random;

    private Thing(int kind, SceneRandom random)
    {
        Kind = kind;
        _random = random;
    }

    /// <summary>What kind of thing it is.</summary>
    public int Kind { get; }

    public static Thing Indoors(SceneRandom random) => new(random.Below(IndoorKinds), random.Fork(1));

    public static Thing Outdoors(SceneRandom random) => new(FirstOutdoorKind + random.Below(s_kinds.Length - FirstOutdoorKind), random.Fork(1));

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="ground">The ground it stands on.</param>
    /// <param name="height">Its height in pixels.</param>
    public void Draw(Canvas canvas, double x, double ground, double height)
    {
        canvas.Ellipse(x + 0.04 * height, ground, 0.2 * height, 0.035 * height, 0, Paint.Shadow(0.3));
        s_kinds[Kind](new ThingBrush(canvas, _random.Fork(2), x, ground, height));
    }
}
