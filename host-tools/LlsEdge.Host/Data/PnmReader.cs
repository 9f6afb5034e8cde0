namespace LlsEdge.Host.Data;

/// <summary>Reads PGM (P2, P5) and PPM (P3, P6).</summary>
internal static class PnmReader
{
    public static GrayImage Decode(byte[] data)
    {
        int kind = data[1] - '0';
        if (kind is 1 or 4)
        {
            throw new InvalidDataException("black-and-white PBM is not read; convert it to PGM");
        }

        int at = 2;
        int width = Number(data, ref at);
        int height = Number(data, ref at);
        int max = Number(data, ref at);
        ImageFile.CheckSize(width, height);
        if (max is < 1 or > 65535)
        {
            throw new InvalidDataException($"its largest value is said to be {max}, but must be 1 to 65535");
        }

        // One white space, then the pixels.
        at++;
        bool text = kind <= 3;
        int channels = kind is 3 or 6 ? 3 : 1;
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            byte first = Sample(data, ref at, text, max);
            pixels[i] = channels == 1 ? first : GrayImage.Luma(first, Sample(data, ref at, text, max), Sample(data, ref at, text, max));
        }

        return new GrayImage(width, height, pixels);
    }

    private static byte Sample(byte[] data, ref int at, bool text, int max)
    {
        int value;
        if (text)
        {
            value = Number(data, ref at);
        }
        else
        {
            value = data[at++];
            if (max > 255)
            {
                value = (value << 8) | data[at++];
            }
        }

        return (byte)((Math.Min(value, max) * 255 + max / 2) / max);
    }

    private static int Number(byte[] data, ref int at)
    {
        while (data[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'#')
        {
            if (data[at] == '#')
            {
                while (data[at] != '\n')
                {
                    at++;
                }
            }

            at++;
        }

        int value = 0;
        int digits = 0;
        for (; at < data.Length && data[at] is >= (byte)'0' and <= (byte)'9'; at++, digits++)
        {
            value = checked(value * 10 + data[at] - '0');
        }

        return digits > 0 ? value : throw new InvalidDataException("a number is missing in it");
    }
}
