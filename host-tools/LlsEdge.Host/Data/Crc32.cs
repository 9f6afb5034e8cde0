namespace LlsEdge.Host.Data;

/// <summary>PNG's checksum (CRC-32, reflected 0xEDB88320).</summary>
public static class Crc32
{
    private static readonly uint[] s_table = CreateTable();

    /// <summary>The checksum of some bytes, continued from an earlier one.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="previous">The checksum of the bytes before, 0 at the start.</param>
    public static uint Compute(ReadOnlySpan<byte> data, uint previous = 0)
    {
        uint crc = ~previous;
        foreach (byte value in data)
        {
            crc = s_table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] CreateTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
