namespace LlsEdge.Learning
{
    /// <summary>
    /// A model's arrays in file order, as one run of little-endian bytes that can be read and written at any place: reading a file, writing one and sending
    /// one over the link are the same walk.
    /// A learning layer's int8 weights are not in it: they follow from the masters.
    /// </summary>
    public sealed class ModelSegments
    {
        // The kind of an array is kept beside it: a type test cannot tell byte[] from sbyte[] on .NET, and can on the board.
        private const byte SignedBytes = 0;
        private const byte UnsignedBytes = 1;
        private const byte Shorts = 2;
        private const byte Integers = 3;
        private const byte PackedMeans = 4;
        private const byte PackedInverses = 5;

        private readonly object[] _arrays;
        private readonly byte[] _kinds;
        private readonly int[] _starts;
        private int _count;

        /// <summary>Lists a model's arrays.</summary>
        /// <param name="model">The model; all arrays are allocated.</param>
        public ModelSegments(Model model)
        {
            int most = (3 * model.Layers.Length) + 8 + (model.Backbone == null ? 0 : 4 * model.Backbone.Ops.Length);
            _arrays = new object[most];
            _kinds = new byte[most];
            _starts = new int[most + 1];
            if (model.TrunkHash != null)
            {
                Add(model.TrunkHash, Integers, 4);
            }

            if (model.Backbone != null)
            {
                AddBackbone(model.Backbone);
            }

            for (int i = model.TrunkLayerCount; i < model.Layers.Length; i++)
            {
                ConvolutionLayer layer = model.Layers[i];
                if (layer.Learns)
                {
                    Add(layer.Masters, Shorts, 2 * layer.Masters.Length);
                }
                else
                {
                    Add(layer.Weights, SignedBytes, layer.Weights.Length);
                }

                Add(layer.Bias, Integers, 4 * layer.Bias.Length);
                if (layer.Learns && layer.Modulation != null)
                {
                    Add(layer.Modulation.Entries, Shorts, 2 * layer.Modulation.Entries.Length);
                }
            }

            Readout readout = model.Readout;
            AddBasis(model);
            if (readout.PackedStatistics == null)
            {
                Add(readout.Mean, Integers, 4 * readout.Mean.Length);
                Add(readout.InverseDeviation, Integers, 4 * readout.InverseDeviation.Length);
            }
            else
            {
                Add(readout.PackedStatistics, PackedMeans, 4 * readout.FeatureCount);
                Add(readout.PackedStatistics, PackedInverses, 4 * readout.FeatureCount);
            }

            Add(readout.Weights, Shorts, 2 * readout.Weights.Length);
            Add(readout.CameraMean, Shorts, 2 * readout.CameraMean.Length);
            Add(readout.ClassSums, Integers, 4 * readout.ClassSums.Length);
            Add(readout.ClassCounts, Integers, 4 * readout.ClassCounts.Length);
        }

        /// <summary>Gets the number of bytes.</summary>
        public int Length
        {
            get { return _starts[_count]; }
        }

        /// <summary>Copies bytes out of the arrays.</summary>
        /// <param name="position">The first byte, from 0.</param>
        /// <param name="buffer">Receives the bytes.</param>
        /// <param name="offset">Where the first one goes.</param>
        /// <param name="count">How many; the range lies inside.</param>
        public void CopyTo(int position, byte[] buffer, int offset, int count)
        {
            int segment = Find(position);
            while (count > 0)
            {
                int part = PartLength(segment, position, count);
                Export(_arrays[segment], _kinds[segment], position - _starts[segment], buffer, offset, part);
                position += part;
                offset += part;
                count -= part;
                segment++;
            }
        }

        /// <summary>Copies bytes into the arrays.</summary>
        /// <param name="position">The first byte, from 0.</param>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one's place.</param>
        /// <param name="count">How many; the range lies inside.</param>
        public void CopyFrom(int position, byte[] buffer, int offset, int count)
        {
            int segment = Find(position);
            while (count > 0)
            {
                int part = PartLength(segment, position, count);
                Import(_arrays[segment], _kinds[segment], position - _starts[segment], buffer, offset, part);
                position += part;
                offset += part;
                count -= part;
                segment++;
            }
        }

        private static void Export(object array, int kind, int first, byte[] buffer, int offset, int count)
        {
            if (kind >= Integers)
            {
                int[] values = (int[])array;
                for (int i = 0; i < count; i++)
                {
                    int at = first + i;
                    int value = values[at >> 2];
                    value = kind == PackedMeans ? value >> 16 : kind == PackedInverses ? (value & 0xFFFF) + 1 : value;
                    buffer[offset + i] = (byte)(value >> ((at & 3) << 3));
                }
            }
            else if (kind == Shorts)
            {
                short[] values = (short[])array;
                for (int i = 0; i < count; i++)
                {
                    int at = first + i;
                    buffer[offset + i] = (byte)(values[at >> 1] >> ((at & 1) << 3));
                }
            }
            else if (kind == UnsignedBytes)
            {
                System.Array.Copy((byte[])array, first, buffer, offset, count);
            }
            else
            {
                sbyte[] values = (sbyte[])array;
                for (int i = 0; i < count; i++)
                {
                    buffer[offset + i] = (byte)values[first + i];
                }
            }
        }

        private static void Import(object array, int kind, int first, byte[] buffer, int offset, int count)
        {
            if (kind == Integers)
            {
                int[] values = (int[])array;
                for (int i = 0; i < count; i++)
                {
                    int at = first + i;
                    int shift = (at & 3) << 3;
                    values[at >> 2] = (values[at >> 2] & ~(0xFF << shift)) | (buffer[offset + i] << shift);
                }
            }
            else if (kind == Shorts)
            {
                short[] values = (short[])array;
                for (int i = 0; i < count; i++)
                {
                    int at = first + i;
                    int shift = (at & 1) << 3;
                    values[at >> 1] = (short)((values[at >> 1] & ~(0xFF << shift)) | (buffer[offset + i] << shift));
                }
            }
            else if (kind == UnsignedBytes)
            {
                System.Array.Copy(buffer, offset, (byte[])array, first, count);
            }
            else
            {
                sbyte[] values = (sbyte[])array;
                for (int i = 0; i < count; i++)
                {
                    values[first + i] = (sbyte)buffer[offset + i];
                }
            }
        }

        private void AddBackbone(Backbone backbone)
        {
            for (int i = 0; i < backbone.Ops.Length; i++)
            {
                BackboneOp op = backbone.Ops[i];
                if (op.BiasCount > 0)
                {
                    Add(op.Weights, SignedBytes, op.Weights.Length);
                    Add(op.Bias, Integers, 4 * op.Bias.Length);
                }

                if (op.ScaleCount > 0)
                {
                    Add(op.Multipliers, Integers, 4 * op.Multipliers.Length);
                    Add(op.Exponents, SignedBytes, op.Exponents.Length);
                }
            }
        }

        private void AddBasis(Model model)
        {
            if (model.BasisKind == LatentBasisKind.Square)
            {
                byte[] bits = ((SquareBasis)model.Basis).Bits;
                Add(bits, UnsignedBytes, bits.Length);
            }
            else if (model.BasisKind == LatentBasisKind.Antipodal)
            {
                byte[] bits = ((AntipodalBasis)model.Basis).Bits;
                Add(bits, UnsignedBytes, bits.Length);
            }
            else
            {
                sbyte[] entries = ((TableBasis)model.Basis).Entries;
                Add(entries, SignedBytes, entries.Length);
            }
        }

        private void Add(object array, byte kind, int length)
        {
            _arrays[_count] = array;
            _kinds[_count] = kind;
            _count++;
            _starts[_count] = _starts[_count - 1] + length;
        }

        private int Find(int position)
        {
            int segment = 0;
            while (segment < _count - 1 && position >= _starts[segment + 1])
            {
                segment++;
            }

            return segment;
        }

        private int PartLength(int segment, int position, int count)
        {
            int left = _starts[segment + 1] - position;
            return left < count ? left : count;
        }
    }
}
