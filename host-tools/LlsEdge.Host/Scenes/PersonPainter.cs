namespace LlsEdge.Host.Scenes;

/// <summary>Draws a person: a jointed figure in clothes, from back to front.</summary>
internal sealed class PersonPainter
{
    private const double Thigh = 0.245;
    private const double Shin = 0.235;
    private const double UpperArm = 0.17;
    private const double Forearm = 0.145;
    private readonly Canvas _canvas;
    private readonly PersonLook _look;
    private readonly PersonPose _pose;
    private readonly double _scale;
    private readonly double _footX;
    private readonly double _footY;
    private readonly double _lift;
    private readonly bool _side;
    private readonly Paint _top;
    private readonly Paint _lower;
    private readonly Paint _skin;

    private PersonPainter(Canvas canvas, PersonLook look, PersonPose pose, double footX, double footY, double height)
    {
        _canvas = canvas;
        _look = look;
        _pose = pose;
        _scale = height;
        _footX = footX;
        _footY = footY;
        _side = pose.View == View.Side;
        double period = Math.Max(2.5, look.PatternPeriod * height);
        _top = new Paint(look.TopTone, look.TopSecond, look.TopPattern, period, footY, 0.2);
        _lower = look.Outfit == Outfit.Dress ? _top : Paint.Round(look.LowerTone);
        _skin = Paint.Round(look.Skin);

        // The lower foot stands on the ground, whatever the legs do.
        double left = FootHeight(pose.LeftThigh, pose.LeftKnee);
        double right = FootHeight(pose.RightThigh, pose.RightKnee);
        _lift = 0.03 - Math.Min(left, right);
    }

    /// <summary>Draws somebody standing (or sitting) with the feet at a point.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="look">Who.</param>
    /// <param name="pose">How.</param>
    /// <param name="footX">Middle of the feet.</param>
    /// <param name="footY">The ground below the feet.</param>
    /// <param name="height">Height of the same person standing upright, in pixels.</param>
    public static void Draw(Canvas canvas, PersonLook look, PersonPose pose, double footX, double footY, double height) =>
        new PersonPainter(canvas, look, pose, footX, footY, height).Draw();

    private void Draw()
    {
        _canvas.Ellipse(_footX + 0.04 * _scale, _footY, 0.2 * _scale, 0.035 * _scale, 0, Paint.Shadow(0.3));
        double hip = _side ? 0.02 : 0.06 * _look.Width;
        double shoulder = _side ? 0.02 : 0.125 * _look.Width;
        double sin = SceneMath.Sin(_pose.Lean);
        double cos = SceneMath.Cos(_pose.Lean);
        double neckX = 0.33 * sin;
        double neckY = _lift + 0.33 * cos;
        double shoulderY = neckY - 0.035;

        if (_pose.View == View.Front)
        {
            LongHair(neckX, neckY);
        }

        if (_pose.Sitting)
        {
            Seat();
        }

        Arm(neckX - shoulder, shoulderY, _pose.LeftArm, _pose.LeftElbow, behind: true);
        Leg(-hip, _pose.LeftThigh, _pose.LeftKnee);
        Leg(hip, _pose.RightThigh, _pose.RightKnee);
        Torso(neckX, neckY, shoulder, hip);
        Head(neckX, neckY);
        if (!_side)
        {
            Arm(neckX - shoulder, shoulderY, _pose.LeftArm, _pose.LeftElbow, behind: false);
        }

        Arm(neckX + shoulder, shoulderY, _pose.RightArm, _pose.RightElbow, behind: false);
    }

    private void Seat()
    {
        Paint wood = Paint.Round(_look.HatTone);
        double seat = _lift - 0.085;
        double half = _side ? 0.13 : 0.16;
        if (_look.Bag)
        {
            double back = _side ? -half : 0;
            double width = _side ? 0.02 : 0.14;
            Polygon(wood, [back - width, seat, back + width, seat, back + width, seat + 0.26, back - width, seat + 0.26]);
        }

        Capsule(-half + 0.02, seat, 0.014, -half, 0, 0.012, wood);
        Capsule(half - 0.02, seat, 0.014, half, 0, 0.012, wood);
        Capsule(-half, seat, 0.025, half, seat, 0.025, wood);
    }

    private void Torso(double neckX, double neckY, double shoulder, double hip)
    {
        double w = _look.Width;
        double waistX = neckX * 0.35;
        double waistY = _lift + 0.1;
        if (_side)
        {
            Capsule(waistX, waistY, 0.075 * w, neckX - 0.005, neckY - 0.09, 0.085 * w, _top);
            Capsule(0, _lift + 0.005, 0.078 * w, waistX, waistY, 0.075 * w, _look.Outfit is Outfit.Dress or Outfit.Coat ? _top : _lower);
            Capsule(waistX, waistY, 0.073 * w, neckX, neckY - 0.05, 0.07 * w, _top);
        }
        else
        {
            Polygon(_lower, [-hip - 0.055 * w, _lift - 0.02, hip + 0.055 * w, _lift - 0.02, waistX + 0.095 * w, waistY, waistX - 0.095 * w, waistY]);
            Polygon(
                _top,
                [
                    waistX - 0.1 * w, waistY - 0.045, waistX + 0.1 * w, waistY - 0.045, neckX + shoulder + 0.015, neckY - 0.05, neckX + 0.045, neckY + 0.005,
                    neckX - 0.045, neckY + 0.005, neckX - shoulder - 0.015, neckY - 0.05,
                ]);
        }

        double spread = Math.Abs(SceneMath.Sin(_pose.LeftThigh) - SceneMath.Sin(_pose.RightThigh)) * 0.12;
        double forward = _pose.Sitting && _side ? 0.2 : 0;
        double hem = _look.Outfit switch { Outfit.Skirt => 0.2, Outfit.Dress => 0.26, Outfit.Coat => 0.22, _ => 0 };
        if (hem > 0 && !_pose.Sitting)
        {
            Paint cloth = _look.Outfit == Outfit.Coat ? _top : _lower;
            double flare = (_side ? 0.095 : 0.15) * w + spread;
            double upper = (_side ? 0.072 : 0.1) * w;
            Polygon(cloth, [waistX - upper, waistY, waistX + upper, waistY, flare + forward, _lift - hem, -flare, _lift - hem]);
        }

        if (_look.Bag && _pose.View != View.Front)
        {
            double x = _side ? neckX - 0.11 * w : neckX;
            Capsule(x, neckY - 0.1, 0.065, x, neckY - 0.22, 0.07, Paint.Round(_look.HatTone));
        }
    }

    private void Leg(double hipX, double thigh, double knee)
    {
        double w = _look.Width;
        double length = Thigh * _pose.ThighSeen * _look.Legs;
        double kneeX = hipX + length * SceneMath.Sin(thigh);
        double kneeY = _lift - length * SceneMath.Cos(thigh);
        double shinAngle = thigh - knee;
        double ankleX = kneeX + Shin * SceneMath.Sin(shinAngle);
        double ankleY = kneeY - Shin * SceneMath.Cos(shinAngle);
        bool bare = _look.Outfit is Outfit.Shorts or Outfit.Skirt or Outfit.Dress;
        Paint shin = bare ? _skin : _lower;
        double toeX = _side ? ankleX + 0.075 : ankleX + (hipX > 0 ? 0.02 : -0.02);
        double toeY = _side ? ankleY - 0.018 + 0.05 * SceneMath.Sin(Math.Max(-60, shinAngle)) : ankleY - 0.022;
        Capsule(ankleX, ankleY - 0.008, 0.026, toeX, toeY, 0.022, Paint.Round(_look.ShoeTone));
        Capsule(hipX, _lift, 0.075 * w, kneeX, kneeY, 0.05 * w, _look.Outfit is Outfit.Skirt or Outfit.Dress && !_pose.Sitting ? _skin : _lower);
        Capsule(kneeX, kneeY, 0.047 * w, ankleX, ankleY, 0.032 * w, shin);
    }

    private void Arm(double x, double y, double angle, double elbow, bool behind)
    {
        double w = _look.Width;
        double elbowX = x + UpperArm * SceneMath.Sin(angle);
        double elbowY = y - UpperArm * SceneMath.Cos(angle);
        double handX = elbowX + Forearm * SceneMath.Sin(angle + elbow);
        double handY = elbowY - Forearm * SceneMath.Cos(angle + elbow);
        double dim = behind ? 0.82 : 1;
        Paint sleeve = _top with { Tone = _top.Tone * dim, Second = _top.Second * dim };
        Paint forearm = _look.LongSleeves || _look.Outfit == Outfit.Coat ? sleeve : _skin;
        if (!behind)
        {
            // The arm's shadow on the body: without it, an arm before a shirt of the same tone is lost.
            Capsule(x + 0.012, y - 0.01, 0.05 * w, elbowX + 0.012, elbowY - 0.01, 0.045 * w, Paint.Shadow(0.22));
        }

        Capsule(elbowX, elbowY, 0.034 * w, handX, handY, 0.026 * w, forearm);
        Capsule(x, y, 0.046 * w, elbowX, elbowY, 0.036 * w, sleeve);
        double reach = 0.022;
        Capsule(handX, handY, 0.025, handX + reach * SceneMath.Sin(angle + elbow), handY - reach * SceneMath.Cos(angle + elbow), 0.021, _skin);
    }

    private void Head(double neckX, double neckY)
    {
        double tilt = _pose.Lean * 0.7 + _pose.HeadTilt;
        double sin = SceneMath.Sin(tilt);
        double cos = SceneMath.Cos(tilt);
        double ry = 0.07 * _look.HeadScale;
        double rx = (_side ? 0.062 : 0.052) * _look.HeadScale;
        double x = neckX + (0.03 + ry) * sin + (_side ? 0.012 : 0);
        double y = neckY + (0.03 + ry) * cos;
        double turn = _side && _pose.Mirrored ? -tilt : tilt;
        Paint hair = Paint.Round(_look.Hair);
        Capsule(neckX, neckY - 0.025, 0.034, x, y - 0.5 * ry, 0.03, _skin with { Tone = _look.Skin * 0.82 });
        bool back = _pose.View == View.Back;
        if (_look.HairStyle > 0)
        {
            double shift = _side ? -0.016 : 0;
            Ellipse(x + shift + 0.012 * sin, y + 0.014, rx * 1.16, ry * 1.08, turn, hair);
        }

        if (!back || _look.HairStyle == 0)
        {
            double down = _look.HairStyle > 0 ? 0.16 * ry : 0;
            Ellipse(x + (_side ? 0.01 : 0) - down * sin, y - down, rx * 0.94, ry * 0.9, turn, _skin);
            Face(x, y - down, rx, ry, back);
        }

        if (_side || back)
        {
            LongHair(neckX, neckY);
        }

        if (_look.Hat)
        {
            Paint hat = Paint.Round(_look.HatTone);
            Ellipse(x + 0.45 * ry * sin, y + 0.45 * ry, rx * 1.15, ry * 0.68, turn, hat);
            double brim = _side ? rx * 1.7 : rx * 1.35;
            Capsule(x - (_side ? 0 : brim) + 0.2 * ry * sin, y + 0.3 * ry, 0.014, x + brim, y + 0.3 * ry, 0.014, hat);
        }
    }

    private void Face(double x, double y, double rx, double ry, bool back)
    {
        if (back)
        {
            return;
        }

        Paint dark = new(_look.Skin * 0.3, Opacity: 0.8);
        if (_side)
        {
            Capsule(x + rx * 0.9, y - 0.05 * ry, 0.012, x + rx * 1.1, y - 0.2 * ry, 0.012, _skin);
            Ellipse(x + 0.62 * rx, y + 0.08 * ry, 0.009, 0.008, 0, dark);
            Capsule(x + 0.6 * rx, y - 0.5 * ry, 0.005, x + 0.9 * rx, y - 0.5 * ry, 0.005, dark);
            return;
        }

        Ellipse(x - 0.4 * rx, y + 0.1 * ry, 0.011, 0.008, 0, dark);
        Ellipse(x + 0.4 * rx, y + 0.1 * ry, 0.011, 0.008, 0, dark);
        Capsule(x - 0.28 * rx, y - 0.48 * ry, 0.006, x + 0.28 * rx, y - 0.48 * ry, 0.006, dark with { Opacity = 0.6 });
        Capsule(x, y, 0.004, x, y - 0.2 * ry, 0.008, new Paint(_look.Skin * 0.75));
    }

    private void LongHair(double neckX, double neckY)
    {
        if (_look.HairStyle < 3)
        {
            return;
        }

        double length = _look.HairStyle == 3 ? 0.03 : -0.1;
        double x = _side ? neckX - 0.03 : neckX;
        double half = _side ? 0.035 : 0.058 * _look.HeadScale;
        Capsule(x, neckY + 0.1, half, x, neckY + length, half * 0.95, Paint.Round(_look.Hair * 0.9));
    }

    private double FootHeight(double thigh, double knee) =>
        -Thigh * _pose.ThighSeen * _look.Legs * SceneMath.Cos(thigh) - Shin * SceneMath.Cos(thigh - knee);

    private double X(double x) => _footX + (_side && _pose.Mirrored ? -x : x) * _scale;

    private double Y(double y) => _footY - y * _scale;

    private void Capsule(double ax, double ay, double ra, double bx, double by, double rb, in Paint paint) =>
        _canvas.Capsule(X(ax), Y(ay), ra * _scale, X(bx), Y(by), rb * _scale, paint);

    private void Ellipse(double x, double y, double rx, double ry, double degrees, in Paint paint) =>
        _canvas.Ellipse(X(x), Y(y), rx * _scale, ry * _scale, degrees, paint);

    private void Polygon(in Paint paint, ReadOnlySpan<double> points)
    {
        Span<double> placed = stackalloc double[points.Length];
        for (int i = 0; i < points.Length; i += 2)
        {
            placed[i] = X(points[i]);
            placed[i + 1] = Y(points[i + 1]);
        }

        _canvas.Convex(placed, paint);
    }
}
