namespace LlsEdge.Host.Scenes;

/// <summary>What hangs on a wall or stands against it.</summary>
internal static class IndoorFittings
{
    /// <summary>Draws one fitting into a strip of the wall; panes of windows are noted.</summary>
    public static void Draw(
        Canvas canvas, SceneRandom random, double x, double width, double floor, List<(double Left, double Top, double Right, double Bottom)> windows)
    {
        double size = canvas.Size;
        double right = x + width;
        switch (random.Below(9))
        {
            case 0:
                Door(canvas, random, x, right, floor);
                break;
            case 1 or 2:
                Window(canvas, random, x, right, floor, windows);
                break;
            case 3 or 4:
                Pictures(canvas, random, x, right, floor);
                break;
            case 5:
                Shelf(canvas, random, x, right, random.Range(0.15, 0.45) * floor);
                break;
            case 6:
                Cabinet(canvas, random, x, right, floor);
                break;
            case 7:
                Sofa(canvas, random, x, Math.Max(right, x + 0.3 * size), floor);
                break;
            default:
                Desk(canvas, random, x, right, floor);
                break;
        }
    }

    private static void Door(Canvas canvas, SceneRandom random, double left, double right, double floor)
    {
        double width = Math.Min(right - left, 0.26 * canvas.Size);
        double top = floor - width * random.Range(1.9, 2.3);
        double tone = random.Range(0.15, 0.9);
        double frame = Math.Max(1.2, 0.07 * width);
        canvas.Rect(left - frame, top - frame, left + width + frame, floor, new Paint(random.Range(0.2, 0.95)));
        canvas.Rect(left, top, left + width, floor, random.Chance(0.25) ? new Paint(0.06) : new Paint(tone));
        if (random.Chance(0.7))
        {
            Paint panel = new(tone * 0.8);
            double inset = 0.17 * width;
            double middle = SceneMath.Lerp(top, floor, 0.52);
            canvas.Rect(left + inset, top + inset, left + width - inset, middle - inset / 2, panel);
            canvas.Rect(left + inset, middle + inset / 2, left + width - inset, floor - inset, panel);
        }

        canvas.Ellipse(left + 0.88 * width, SceneMath.Lerp(top, floor, 0.55), 0.05 * width, 0.05 * width, 0, Paint.Round(random.Range(0.1, 0.9)));
    }

    private static void Window(
        Canvas canvas, SceneRandom random, double left, double right, double floor, List<(double Left, double Top, double Right, double Bottom)> windows)
    {
        double top = floor * random.Range(0.05, 0.25);
        double bottom = floor * random.Range(0.5, 0.78);
        double frame = Math.Max(1, 0.02 * canvas.Size);
        Paint wood = new(random.Range(0.2, 0.95));
        canvas.Rect(left - frame, top - frame, right + frame, bottom + frame, wood);
        canvas.Rect(left, top, right, bottom, new Paint(random.Range(0.7, 1), random.Range(0.5, 0.95), Pattern.Gradient, bottom - top, top));
        windows.Add((left, top, right, bottom));
        if (random.Chance(0.5))
        {
            double bush = SceneMath.Lerp(left, right, random.Next());
            canvas.Ellipse(bush, bottom - 1, 0.2 * (right - left), 0.2 * (bottom - top), 0, new Paint(random.Range(0.2, 0.6)));
            canvas.Rect(left - frame, bottom, right + frame, bottom + frame, wood);
        }

        double middle = (left + right) / 2;
        canvas.Rect(middle - frame / 2, top, middle + frame / 2, bottom, wood);
        if (random.Chance(0.5))
        {
            canvas.Rect(left, SceneMath.Lerp(top, bottom, 0.4), right, SceneMath.Lerp(top, bottom, 0.4) + frame, wood);
        }

        if (random.Chance(0.45))
        {
            double cloth = random.Range(0.1, 0.9);
            Paint curtain = new(cloth, cloth * 0.7, Pattern.Columns, random.Range(0.025, 0.06) * canvas.Size);
            double share = random.Range(0.15, 0.35) * (right - left);
            double hem = random.Chance(0.5) ? floor - 1 : bottom + 2 * frame;
            canvas.Rect(left - 2 * frame, top - frame, left + share, hem, curtain);
            canvas.Rect(right - share, top - frame, right + 2 * frame, hem, curtain);
        }
    }

    private static void Pictures(Canvas canvas, SceneRandom random, double left, double right, double floor)
    {
        double top = floor * random.Range(0.1, 0.45);
        double bottom = top + (right - left) * random.Range(0.6, 1.2);
        canvas.Rect(left + 1, top + 1.5, right + 1.5, bottom + 2, Paint.Shadow(0.25));
        canvas.Rect(left, top, right, bottom, new Paint(random.Range(0.05, 0.95)));
        double inset = 0.1 * (right - left);
        Paint paper = new(random.Range(0.3, 0.95), random.Range(0.1, 0.8), Pattern.Gradient, bottom - top, top);
        canvas.Rect(left + inset, top + inset, right - inset, bottom - inset, paper);
        for (int i = random.Below(4); i > 0; i--)
        {
            double r = random.Range(0.05, 0.16) * (right - left);
            double x = random.Range(left + inset + r, right - inset - r);
            double y = random.Range(top + inset + r, Math.Max(top + inset + r, bottom - inset - r));
            canvas.Ellipse(x, y, r, r * random.Range(0.5, 1), random.Range(0, 90), new Paint(random.Range(0.05, 0.95)));
        }
    }

    private static void Shelf(Canvas canvas, SceneRandom random, double left, double right, double top)
    {
        double size = canvas.Size;
        Paint board = new(random.Range(0.1, 0.9));
        for (int i = 1 + random.Below(3); i > 0; i--)
        {
            double y = top + 0.13 * size;
            for (double x = left + 1; x < right - 0.03 * size; x += random.Range(0.02, 0.05) * size)
            {
                if (random.Chance(0.8))
                {
                    canvas.Rect(x, y - random.Range(0.05, 0.1) * size, x + random.Range(0.015, 0.04) * size, y, new Paint(random.Range(0.05, 0.95)));
                }
            }

            canvas.Rect(left, y, right, y + Math.Max(1, 0.015 * size), board);
            canvas.Rect(left, y + 0.015 * size, right, y + 0.03 * size, Paint.Shadow(0.2));
            top = y + 0.02 * size;
        }
    }

    private static void Cabinet(Canvas canvas, SceneRandom random, double left, double right, double floor)
    {
        double height = (right - left) * random.Range(0.6, 1.9);
        double top = floor - height;
        double bottom = floor + 0.03 * canvas.Size;
        double tone = random.Range(0.1, 0.9);
        canvas.Rect(left, top, right, bottom, new Paint(tone));
        canvas.Rect(left, top, right, top + 1.5, new Paint(SceneMath.Clamp01(tone + 0.12)));
        int doors = 1 + random.Below(3);
        for (int i = 0; i < doors; i++)
        {
            double a = SceneMath.Lerp(left, right, (i + 0.06) / doors);
            double b = SceneMath.Lerp(left, right, (i + 0.94) / doors);
            canvas.Rect(a, top + 0.08 * height, b, bottom - 0.06 * height, new Paint(tone * 0.85));
            canvas.Ellipse(b - 0.1 * (b - a), (top + bottom) / 2, 0.9, 0.9, 0, new Paint(1 - tone));
        }

        if (random.Chance(0.6))
        {
            Paint pot = Paint.Round(random.Range(0.05, 0.95));
            double x = random.Range(left + 3, right - 3);
            canvas.Capsule(x, top - 0.03 * canvas.Size, 0.025 * canvas.Size, x, top - 0.01 * canvas.Size, 0.03 * canvas.Size, pot);
        }
    }

    private static void Sofa(Canvas canvas, SceneRandom random, double left, double right, double floor)
    {
        double unit = (right - left) / 6;
        double tone = random.Range(0.08, 0.9);
        Paint back = new(tone * 0.85);
        Paint cloth = Paint.Round(tone) with { Shade = 0.08 };
        double seat = floor - 0.9 * unit;
        canvas.Capsule(left + unit, floor - 2 * unit, 0.5 * unit, right - unit, floor - 2 * unit, 0.5 * unit, back);
        canvas.Rect(left + 0.5 * unit, floor - 2 * unit, right - 0.5 * unit, floor, back);
        for (int i = random.Below(3); i > 0; i--)
        {
            double x = random.Range(left + unit, right - unit);
            canvas.Ellipse(x, seat - 0.6 * unit, 0.7 * unit, 0.6 * unit, random.Range(-20, 20), Paint.Round(random.Range(0.05, 0.95)));
        }

        canvas.Rect(left + 0.4 * unit, seat, right - 0.4 * unit, floor + 0.7 * unit, cloth);
        canvas.Line((left + right) / 2, seat, (left + right) / 2, floor, 0.8, new Paint(tone * 0.6));
        canvas.Capsule(left + 0.4 * unit, seat - 0.3 * unit, 0.45 * unit, left + 0.4 * unit, floor + 0.4 * unit, 0.45 * unit, cloth);
        canvas.Capsule(right - 0.4 * unit, seat - 0.3 * unit, 0.45 * unit, right - 0.4 * unit, floor + 0.4 * unit, 0.45 * unit, cloth);
    }

    private static void Desk(Canvas canvas, SceneRandom random, double left, double right, double floor)
    {
        double size = canvas.Size;
        double top = floor - 0.16 * size;
        Paint wood = new(random.Range(0.1, 0.9));
        canvas.Rect(left, top, right, top + 0.025 * size, wood);
        canvas.Rect(left + 1, top, left + 1 + 0.02 * size, floor + 0.05 * size, wood);
        canvas.Rect(right - 1 - 0.02 * size, top, right - 1, floor + 0.05 * size, wood);
        double middle = SceneMath.Lerp(left, right, random.Range(0.35, 0.65));
        if (random.Chance(0.6))
        {
            double half = random.Range(0.06, 0.1) * size;
            canvas.Rect(middle - 1, top - 0.04 * size, middle + 1, top, new Paint(0.1));
            canvas.Rect(middle - half, top - 0.16 * size, middle + half, top - 0.03 * size, new Paint(0.08));
            canvas.Rect(middle - half + 1, top - 0.16 * size + 1, middle + half - 1, top - 0.03 * size - 1, new Paint(random.Range(0.1, 0.9)));
        }
        else
        {
            canvas.Capsule(middle, top - 0.07 * size, 0.02 * size, middle, top - 0.025 * size, 0.03 * size, Paint.Round(random.Range(0.05, 0.95)));
        }
    }
}
