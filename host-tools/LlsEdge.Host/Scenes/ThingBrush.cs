namespace LlsEdge.Host.Scenes;

/// <summary>Draws in a thing's own coordinates: x from its middle, y up from the ground, both in units of its height.</summary>
internal sealed class ThingBrush
{
    private readonly Canvas _canvas;
    private readonly double _x;
    private readonly double _ground;
    private readonly double _height;
    private readonly double _flip;

    public ThingBrush(Canvas canvas, SceneRandom random, double x, double ground, double height)
    {
        _canvas = canvas;
        Random = random;
        _x = x;
        _ground = ground;
        _height = height;
        _flip = random.Sign();
    }

    public SceneRandom Random { get; }

    public Paint AnyRound() => Paint.Round(Random.Range(0.04, 0.95));

    public Paint Cloth()
    {
        Pattern pattern = Random.Chance(0.75) ? Pattern.Plain : (Pattern)(1 + Random.Below(4));
        return new Paint(Random.Range(0.04, 0.96), Random.Range(0.04, 0.96), pattern, Math.Max(2.5, Random.Range(0.03, 0.09) * _height), _ground, 0.2);
    }

    public void Capsule(double ax, double ay, double ra, double bx, double by, double rb, in Paint paint) =>
        _canvas.Capsule(X(ax), Y(ay), ra * _height, X(bx), Y(by), rb * _height, paint);

    public void Line(double ax, double ay, double bx, double by, double width, in Paint paint) => Capsule(ax, ay, width / 2, bx, by, width / 2, paint);

    public void Ellipse(double x, double y, double rx, double ry, in Paint paint, double degrees = 0) =>
        _canvas.Ellipse(X(x), Y(y), rx * _height, ry * _height, degrees * _flip, paint);

    public void Ring(double x, double y, double radius, double width, in Paint paint) => _canvas.Ring(X(x), Y(y), radius * _height, width * _height, paint);

    public void Box(double left, double bottom, double right, double top, in Paint paint) =>
        _canvas.Rect(Math.Min(X(left), X(right)), Y(top), Math.Max(X(left), X(right)), Y(bottom), paint);

    public void Polygon(in Paint paint, ReadOnlySpan<double> points)
    {
        Span<double> placed = stackalloc double[points.Length];
        for (int i = 0; i < points.Length; i += 2)
        {
            placed[i] = X(points[i]);
            placed[i + 1] = Y(points[i + 1]);
        }

        _canvas.Convex(placed, paint);
    }

    private double X(double x) => _x + _flip * x * _height;

    private double Y(double y) => _ground - y * _height;
}
