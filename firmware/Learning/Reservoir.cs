using System;

namespace LlsEdge.Learning
{
    /// <summary>
    /// What the layers that learn have been shown: inputs of the first of them with their labels, equally many places a class, each class's frames kept with
    /// equal probability (Vitter's algorithm R). For boards with memory to spare.
    /// </summary>
    public sealed class Reservoir
    {
        private readonly int _inputLength;
        private readonly int _placesAClass;
        private readonly sbyte[] _inputs;
        private readonly int[] _seen;

        /// <summary>Allocates the places.</summary>
        /// <param name="places">Frames in all; one byte an activation each.</param>
        /// <param name="classes">C.</param>
        /// <param name="inputLength">The length of an input's values.</param>
        public Reservoir(int places, int classes, int inputLength)
        {
            _inputLength = inputLength;
            _placesAClass = places / classes;
            _inputs = new sbyte[_placesAClass * classes * inputLength];
            _seen = new int[classes];
        }

        /// <summary>Offers an input: it is kept if chance wants it.</summary>
        /// <param name="values">The input's values.</param>
        /// <param name="label">Its class.</param>
        /// <param name="random">A fresh random number.</param>
        [Kernel]
        public void Offer(sbyte[] values, int label, int random)
        {
            _seen[label]++;
            int place = _seen[label] <= _placesAClass ? _seen[label] - 1 : Choose(random, _seen[label]);
            if (place < _placesAClass)
            {
                Array.Copy(values, 0, _inputs, ((label * _placesAClass) + place) * _inputLength, _inputLength);
            }
        }

        /// <summary>Draws an input, each class that has any equally often.</summary>
        /// <param name="random">A fresh random number.</param>
        /// <param name="values">Receives the input's values.</param>
        /// <returns>Its class; -1 where nothing is kept.</returns>
        [Kernel]
        public int Draw(int random, sbyte[] values)
        {
            int filled = 0;
            for (int c = 0; c < _seen.Length; c++)
            {
                filled += _seen[c] > 0 ? 1 : 0;
            }

            if (filled == 0)
            {
                return -1;
            }

            int left = Choose(random, filled);
            int label = 0;
            while (_seen[label] == 0 || left > 0)
            {
                left -= _seen[label] > 0 ? 1 : 0;
                label++;
            }

            int kept = _seen[label] < _placesAClass ? _seen[label] : _placesAClass;
            int place = (label * _placesAClass) + Choose((random * StochasticRounding.Multiplier) + StochasticRounding.Increment, kept);
            Array.Copy(_inputs, place * _inputLength, values, 0, _inputLength);
            return label;
        }

        // The upper bits are the random ones.
        [Kernel]
        private static int Choose(int random, int count)
        {
            return ((random >> 8) & 0xFFFFFF) % count;
        }
    }
}
