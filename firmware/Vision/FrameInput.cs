using LlsEdge.Learning;

namespace LlsEdge.Vision
{
    /// <summary>
    /// Frame to network input: box-downsample by a whole factor, then standardise each frame by itself, so that neither exposure nor contrast matters:
    /// <c>x = (v − mean)/(deviation + 10.2)</c> with v in 0 … 255 (10.2 is 0.04 of the range: a flat frame stays flat), kept as x·2ᴱ in [−127, 127].
    /// </summary>
    public sealed class FrameInput
    {
        // 10.2 in sixteenths.
        private const int DeviationFloor = 163;

        private readonly int _frameSize;
        private readonly int _factor;
        private readonly int _exponent;

        /// <summary>Creates the preparation.</summary>
        /// <param name="frameSize">Height and width of a frame.</param>
        /// <param name="factor">The downsampling factor, a divisor of the frame size, 1 to 8.</param>
        /// <param name="exponent">E, 0 to 5.</param>
        public FrameInput(int frameSize, int factor, int exponent)
        {
            _frameSize = frameSize;
            _factor = factor;
            _exponent = exponent;
        }

        /// <summary>Gives the mean of a frame's levels.</summary>
        /// <param name="sum">The sum of the levels.</param>
        /// <param name="count">How many.</param>
        /// <returns>The mean in sixteenths of a level.</returns>
        [Kernel]
        public static int GetMean(int sum, int count)
        {
            return (sum << 4) / count;
        }

        /// <summary>Gives the factor from sixteenths of a level to the network's input.</summary>
        /// <param name="sum">The sum of the levels.</param>
        /// <param name="squares">The sum of their squares.</param>
        /// <param name="count">How many.</param>
        /// <param name="exponent">E.</param>
        /// <returns>The factor, times 2¹⁶.</returns>
        [Kernel]
        public static int GetGain(int sum, int squares, int count, int exponent)
        {
            int mean = GetMean(sum, count);
            long variance = (((long)squares << 8) / count) - ((long)mean * mean);
            int deviation = (int)FixedPoint.SquareRoot(variance > 0 ? variance : 0);
            return (1 << (exponent + 16)) / (deviation + DeviationFloor);
        }

        /// <summary>Fills the network's input.</summary>
        /// <param name="frame">8-bit gray, row-major, frame size squared.</param>
        /// <param name="input">One channel of frame size / factor; its border is left at 0, the frame's mean.</param>
        [Phase("frame")]
        [Kernel]
        public void Fill(byte[] frame, ActivationMap input)
        {
            sbyte[] values = input.Values;
            int size = input.Size;
            int factor = _factor;
            int frameSize = _frameSize;
            int area = factor * factor;
            int origin = input.Border * (input.RowLength + 1);
            int sum = 0;
            int squares = 0;
            for (int y = 0; y < size; y++)
            {
                int corner = y * factor * frameSize;
                int target = origin + (y * input.RowLength);
                for (int x = 0; x < size; x++)
                {
                    int total = 0;
                    int row = corner;
                    for (int dy = 0; dy < factor; dy++)
                    {
                        int end = row + factor;
                        for (int i = row; i < end; i++)
                        {
                            total += frame[i];
                        }

                        row += frameSize;
                    }

                    int value = total / area;
                    sum += value;
                    squares += value * value;
                    values[target] = (sbyte)(value - 128);
                    target++;
                    corner += factor;
                }
            }

            int count = size * size;
            int gain = GetGain(sum, squares, count, _exponent);
            int centre = GetMean(sum, count) - (128 << 4);
            for (int y = 0; y < size; y++)
            {
                int target = origin + (y * input.RowLength);
                int end = target + size;
                for (int i = target; i < end; i++)
                {
                    int value = ((((values[i] << 4) - centre) * gain) + (1 << 15)) >> 16;
                    values[i] = (sbyte)(value > 127 ? 127 : value < -127 ? -127 : value);
                }
            }
        }
    }
}
