namespace LlsEdge.Host.Scenes;

/// <summary>A square picture in doubles and the shapes that can be drawn on it, with smooth edges from signed distances.</summary>
internal sealed class Canvas
{
    private readonly double[] _pixels;

    public Canvas(int size)
    {
        Size = size;
        _pixels = new double[size * size];
    }

    private Canvas(int size, double[] pixels)
    {
        Size = size;
        _pixels = pixels;
    }

    public int Size { get; }

    public double[] Pixels => _pixels;

    public Canvas Copy() => new(Size, (double[])_pixels.Clone());

    /// <summary>An axis-parallel rectangle.</summary>
    public void Rect(double left, double top, double right, double bottom, in Paint paint)
    {
        for (int y = First(top); y < Last(bottom); y++)
        {
            double coverY = SceneMath.Clamp01(bottom - y) - SceneMath.Clamp01(top - y);
            for (int x = First(left); x < Last(right); x++)
            {
                double cover = coverY * (SceneMath.Clamp01(right - x) - SceneMath.Clamp01(left - x));
                Blend(x, y, cover, paint, right - left > 1 ? 2 * (x + 0.5 - left) / (right - left) - 1 : 0);
            }
        }
    }

    /// <summary>A thick line with round ends, whose radius changes from one end to the other.</summary>
    public void Capsule(double ax, double ay, double ra, double bx, double by, double rb, in Paint paint)
    {
        double dx = bx - ax;
        double dy = by - ay;
        double length = Math.Sqrt(dx * dx + dy * dy);
        double inverse = length > 1e-9 ? 1 / (length * length) : 0;
        double side = dy < 0 || (dy == 0 && dx > 0) ? 1 : -1;
        double reach = Math.Max(ra, rb) + 1;
        double thin = Thin(Math.Max(ra, rb), out double widen);
        for (int y = First(Math.Min(ay, by) - reach); y < Last(Math.Max(ay, by) + reach); y++)
        {
            for (int x = First(Math.Min(ax, bx) - reach); x < Last(Math.Max(ax, bx) + reach); x++)
            {
                double px = x + 0.5 - ax;
                double py = y + 0.5 - ay;
                double t = SceneMath.Clamp01((px * dx + py * dy) * inverse);
                double qx = px - t * dx;
                double qy = py - t * dy;
                double radius = ra + (rb - ra) * t + widen;
                double cover = radius + 0.5 - Math.Sqrt(qx * qx + qy * qy);
                if (cover > 0)
                {
                    double across = length > 1e-9 ? (px * dy - py * dx) / (length * Math.Max(radius, 0.5)) * -side : px / Math.Max(radius, 0.5);
                    Blend(x, y, Math.Min(1, cover) * thin, paint, across);
                }
            }
        }
    }

    /// <summary>A straight line of a width.</summary>
    public void Line(double ax, double ay, double bx, double by, double width, in Paint paint) => Capsule(ax, ay, width / 2, bx, by, width / 2, paint);

    /// <summary>An ellipse, turned by an angle.</summary>
    public void Ellipse(double centreX, double centreY, double radiusX, double radiusY, double degrees, in Paint paint)
    {
        double cos = SceneMath.Cos(degrees);
        double sin = SceneMath.Sin(degrees);
        double reach = Math.Max(radiusX, radiusY) + 1;
        double thin = Thin(Math.Min(radiusX, radiusY), out double widen);
        double rx = radiusX + widen;
        double ry = radiusY + widen;
        for (int y = First(centreY - reach); y < Last(centreY + reach); y++)
        {
            for (int x = First(centreX - reach); x < Last(centreX + reach); x++)
            {
                double px = x + 0.5 - centreX;
                double py = y + 0.5 - centreY;
                double u = (px * cos + py * sin) / rx;
                double v = (py * cos - px * sin) / ry;
                double k1 = Math.Sqrt(u * u + v * v);
                double k2 = Math.Sqrt(u * u / (rx * rx) + v * v / (ry * ry));
                double distance = k2 > 1e-12 ? k1 * (k1 - 1) / k2 : -Math.Min(rx, ry);
                double cover = 0.5 - distance;
                if (cover > 0)
                {
                    Blend(x, y, Math.Min(1, cover) * thin, paint, u);
                }
            }
        }
    }

    /// <summary>A circle's outline.</summary>
    public void Ring(double centreX, double centreY, double radius, double width, in Paint paint)
    {
        double reach = radius + width / 2 + 1;
        double thin = Thin(width / 2, out double widen);
        for (int y = First(centreY - reach); y < Last(centreY + reach); y++)
        {
            for (int x = First(centreX - reach); x < Last(centreX + reach); x++)
            {
                double px = x + 0.5 - centreX;
                double py = y + 0.5 - centreY;
                double cover = width / 2 + widen + 0.5 - Math.Abs(Math.Sqrt(px * px + py * py) - radius);
                if (cover > 0)
                {
                    Blend(x, y, Math.Min(1, cover) * thin, paint, 0);
                }
            }
        }
    }

    /// <summary>A convex polygon, x and y in turn, in either sense of rotation.</summary>
    public void Convex(ReadOnlySpan<double> points, in Paint paint)
    {
        int count = points.Length / 2;
        Span<double> edges = stackalloc double[3 * count];
        double area = 0;
        double left = points[0];
        double right = points[0];
        double top = points[1];
        double bottom = points[1];
        for (int i = 0; i < count; i++)
        {
            int j = (i + 1) % count;
            area += points[2 * i] * points[2 * j + 1] - points[2 * j] * points[2 * i + 1];
            left = Math.Min(left, points[2 * i]);
            right = Math.Max(right, points[2 * i]);
            top = Math.Min(top, points[2 * i + 1]);
            bottom = Math.Max(bottom, points[2 * i + 1]);
        }

        for (int i = 0; i < count; i++)
        {
            int j = (i + 1) % count;
            double dx = points[2 * j] - points[2 * i];
            double dy = points[2 * j + 1] - points[2 * i + 1];
            double scale = Math.Sqrt(dx * dx + dy * dy);
            scale = scale > 1e-9 ? (area > 0 ? 1 : -1) / scale : 0;
            edges[3 * i] = -dy * scale;
            edges[3 * i + 1] = dx * scale;
            edges[3 * i + 2] = scale == 0 ? 1e9 : -(edges[3 * i] * points[2 * i] + edges[3 * i + 1] * points[2 * i + 1]);
        }

        for (int y = First(top - 1); y < Last(bottom + 1); y++)
        {
            for (int x = First(left - 1); x < Last(right + 1); x++)
            {
                double inside = 1;
                for (int e = 0; e < edges.Length && inside > 0; e += 3)
                {
                    inside = Math.Min(inside, 0.5 + edges[e] * (x + 0.5) + edges[e + 1] * (y + 0.5) + edges[e + 2]);
                }

                if (inside > 0)
                {
                    Blend(x, y, inside, paint, 2 * (x + 0.5 - left) / Math.Max(1, right - left) - 1);
                }
            }
        }
    }

    /// <summary>Smooth random patches, added: clouds, stains, grass, plaster.</summary>
    public void Mottle(SceneRandom random, double period, double amplitude, double top, double bottom)
    {
        int cells = (int)(Size / period) + 3;
        double[] lattice = new double[cells * cells];
        for (int i = 0; i < lattice.Length; i++)
        {
            lattice[i] = random.Range(-amplitude, amplitude);
        }

        for (int y = First(top); y < Last(bottom); y++)
        {
            double v = y / period;
            int row = (int)v;
            double fv = v - row;
            fv = fv * fv * (3 - 2 * fv);
            for (int x = 0; x < Size; x++)
            {
                double u = x / period;
                int column = (int)u;
                double fu = u - column;
                fu = fu * fu * (3 - 2 * fu);
                int at = row * cells + column;
                double upper = SceneMath.Lerp(lattice[at], lattice[at + 1], fu);
                double lower = SceneMath.Lerp(lattice[at + cells], lattice[at + cells + 1], fu);
                _pixels[y * Size + x] += SceneMath.Lerp(upper, lower, fv);
            }
        }
    }

    /// <summary>Draws all tones towards the mean: a background with less contrast than what stands before it.</summary>
    public void Fade(double contrast)
    {
        double sum = 0;
        foreach (double pixel in _pixels)
        {
            sum += pixel;
        }

        double mean = sum / _pixels.Length;
        for (int i = 0; i < _pixels.Length; i++)
        {
            _pixels[i] = mean + contrast * (_pixels[i] - mean);
        }
    }

    // What is thinner than a pixel is drawn a pixel wide and fainter, or it would break into dots.
    private static double Thin(double radius, out double widen)
    {
        widen = Math.Max(0, 0.5 - radius);
        return widen > 0 ? Math.Max(0, radius * 2) : 1;
    }

    private void Blend(int x, int y, double cover, in Paint paint, double across)
    {
        double tone = paint.At(x + 0.5, y + 0.5) * (1 - paint.Shade * across);
        double weight = cover * paint.Opacity;
        ref double pixel = ref _pixels[y * Size + x];
        pixel += (tone - pixel) * weight;
    }

    private int First(double at) => Math.Clamp((int)Math.Floor(at), 0, Size);

    private int Last(double at) => Math.Clamp((int)Math.Ceiling(at), 0, Size);
}
