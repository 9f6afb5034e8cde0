namespace LlsEdge.Host.Scenes;

/// <summary>A fixed camera: which part of the scene each of its pixels sees.</summary>
internal sealed class SceneCamera
{
    private readonly int _size;
    private readonly int[] _at;
    private readonly double[] _fractionX;
    private readonly double[] _fractionY;
    private readonly int _sceneSize;

    /// <summary>Aims a camera at a scene.</summary>
    /// <param name="size">Width and height of its frames.</param>
    /// <param name="sceneSize">Width and height of the scene.</param>
    /// <param name="degrees">How far it is turned about its axis.</param>
    /// <param name="zoom">Scene pixels a frame pixel, in the middle.</param>
    /// <param name="keystone">How much more the frame's upper edge sees than the middle: it looks down (or up, below 0).</param>
    /// <param name="barrel">How much more the corners see: a wide lens.</param>
    public SceneCamera(int size, int sceneSize, double degrees, double zoom, double keystone, double barrel)
    {
        _size = size;
        _sceneSize = sceneSize;
        _at = new int[size * size];
        _fractionX = new double[size * size];
        _fractionY = new double[size * size];
        double cos = SceneMath.Cos(degrees);
        double sin = SceneMath.Sin(degrees);
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                double u = (x + 0.5) * 2 / size - 1;
                double v = (y + 0.5) * 2 / size - 1;
                double radial = 1 + barrel * (u * u + v * v - 0.5);
                (u, v) = (u * radial, v * radial);
                (u, v) = (u * cos - v * sin, u * sin + v * cos);
                double far = 1 - keystone * v;
                u *= far;
                v = v * (1 + 0.35 * Math.Abs(keystone)) * far;
                Place(y * size + x, sceneSize / 2.0 + u * zoom * size / 2 - 0.5, sceneSize / 2.0 + v * zoom * size / 2 - 0.5);
            }
        }
    }

    /// <summary>What the camera sees of a scene.</summary>
    public double[] See(double[] scene)
    {
        double[] seen = new double[_size * _size];
        for (int i = 0; i < seen.Length; i++)
        {
            int at = _at[i];
            double upper = SceneMath.Lerp(scene[at], scene[at + 1], _fractionX[i]);
            double lower = SceneMath.Lerp(scene[at + _sceneSize], scene[at + _sceneSize + 1], _fractionX[i]);
            seen[i] = SceneMath.Lerp(upper, lower, _fractionY[i]);
        }

        return seen;
    }

    private void Place(int index, double x, double y)
    {
        x = Math.Clamp(x, 0, _sceneSize - 1.001);
        y = Math.Clamp(y, 0, _sceneSize - 1.001);
        int column = (int)x;
        int row = (int)y;
        _at[index] = row * _sceneSize + column;
        _fractionX[index] = x - column;
        _fractionY[index] = y - row;
    }
}
