namespace LlsEdge.Learning
{
    /// <summary>
    /// One layer's activations: signed 8-bit, channel after channel, each channel a square of <see cref="Size"/> rows inside a border of zeros, so that a
    /// convolution never asks whether it is at an edge.
    /// Values are x·2⁻ᴱ with the exponent of the layer that wrote them; after ReLU they lie in [0, 127].
    /// </summary>
    public sealed class ActivationMap
    {
        /// <summary>Allocates a map of zeros.</summary>
        /// <param name="channels">Number of channels.</param>
        /// <param name="size">Height and width without the border.</param>
        /// <param name="border">Zeros on each side.</param>
        public ActivationMap(int channels, int size, int border)
        {
            Channels = channels;
            Size = size;
            Border = border;
            RowLength = size + (2 * border);
            PlaneLength = RowLength * RowLength;
            Values = new sbyte[channels * PlaneLength];
        }

        /// <summary>Gets the number of channels.</summary>
        public int Channels { get; }

        /// <summary>Gets height and width, the border left out.</summary>
        public int Size { get; }

        /// <summary>Gets the number of zeros on each side.</summary>
        public int Border { get; }

        /// <summary>Gets the distance between vertically neighbouring values.</summary>
        public int RowLength { get; }

        /// <summary>Gets the distance between the same position in neighbouring channels.</summary>
        public int PlaneLength { get; }

        /// <summary>Gets the values, borders included.</summary>
        public sbyte[] Values { get; }
    }
}
