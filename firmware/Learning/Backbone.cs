namespace LlsEdge.Learning
{
    /// <summary>
    /// A frozen network that was trained elsewhere, quantised to int8 as TensorFlow Lite does, which computes what the model's own layers see. It stands in
    /// the layer table as one layer, the first, that a trunk computes. <see cref="BackboneRunner"/> runs it.
    /// </summary>
    public sealed class Backbone
    {
        /// <summary>Bytes before the rows of its part of the header: the number of operations, the bytes of the maps' memory.</summary>
        public const int HeadLength = 6;

        /// <summary>Most operations.</summary>
        public const int MostOps = 96;

        /// <summary>Most bytes of the maps' memory: the board's largest array.</summary>
        public const int MostMemory = 786364;

        /// <summary>Most bytes of all arrays together.</summary>
        public const int MostBytes = 1 << 20;

        /// <summary>Most rows and columns of a map, and of a kernel.</summary>
        public const int LargestMap = 128;

        /// <summary>Most channels of a map.</summary>
        public const int MostChannels = 1024;

        /// <summary>Most inputs of one output: Σ w·(q − zero) of int8 values then stays below 2³⁰.</summary>
        public const int LongestPatch = 16384;

        /// <summary>Takes operations.</summary>
        /// <param name="ops">The operations in order: the first reads the frame, the last leaves the map that is handed over.</param>
        /// <param name="memory">The bytes of the maps' memory.</param>
        public Backbone(BackboneOp[] ops, int memory)
        {
            Ops = ops;
            Memory = memory;
        }

        /// <summary>Gets the operations in order.</summary>
        public BackboneOp[] Ops { get; }

        /// <summary>Gets the bytes that all maps need at the same time.</summary>
        public int Memory { get; }

        /// <summary>Gets the bytes of its arrays in the file.</summary>
        public int PayloadLength
        {
            get
            {
                int length = 0;
                for (int i = 0; i < Ops.Length; i++)
                {
                    length += Ops[i].WeightCount + (4 * Ops[i].BiasCount) + (5 * Ops[i].ScaleCount);
                }

                return length;
            }
        }

        /// <summary>Gets the length of its part of the header.</summary>
        public int HeaderLength
        {
            get { return HeadLength + (Ops.Length * BackboneOp.RowLength); }
        }

        /// <summary>Reads its part of a header, without allocating arrays.</summary>
        /// <param name="header">The header.</param>
        /// <param name="at">Where the part begins; it ends with the header.</param>
        /// <returns>The backbone, or null where a shape is out of range or a map lies outside the memory.</returns>
        public static Backbone Parse(byte[] header, int at)
        {
            if (header.Length < at + HeadLength)
            {
                return null;
            }

            int count = ModelFormat.ReadUInt16(header, at);
            int memory = ModelFormat.ReadInt32(header, at + 2);
            if (count < 1 || count > MostOps || memory < 1 || memory > MostMemory || header.Length != at + HeadLength + (count * BackboneOp.RowLength))
            {
                return null;
            }

            int bytes = 0;
            BackboneOp[] ops = new BackboneOp[count];
            for (int i = 0; i < count; i++)
            {
                ops[i] = new BackboneOp(header, at + HeadLength + (i * BackboneOp.RowLength));
                if (!IsInRange(ops[i], memory))
                {
                    return null;
                }

                bytes += ops[i].WeightCount;
                if (bytes > MostBytes)
                {
                    return null;
                }
            }

            return new Backbone(ops, memory);
        }

        /// <summary>Tells whether it fits the frame it is given and the layer that stands for it.</summary>
        /// <param name="inputSize">Height and width of the downsampled frame.</param>
        /// <param name="channels">The channels of the layer.</param>
        /// <returns>True if it takes such a frame, gray or three times the same, and hands over a square map of as many channels.</returns>
        public bool Fits(int inputSize, int channels)
        {
            BackboneOp first = Ops[0];
            BackboneOp last = Ops[Ops.Length - 1];
            return first.Kind != BackboneOp.Add && first.InputHeight == inputSize && first.InputWidth == inputSize
                && (first.InputChannels == 1 || first.InputChannels == 3)
                && last.OutputHeight == last.OutputWidth && last.OutputChannels == channels;
        }

        /// <summary>Writes its part of a header.</summary>
        /// <param name="header">Receives it.</param>
        /// <param name="at">Where it begins.</param>
        public void CopyHeader(byte[] header, int at)
        {
            ModelFormat.WriteInt16(header, at, Ops.Length);
            ModelFormat.WriteInt32(header, at + 2, Memory);
            for (int i = 0; i < Ops.Length; i++)
            {
                Ops[i].CopyRow(header, at + HeadLength + (i * BackboneOp.RowLength));
            }
        }

        private static bool IsInRange(BackboneOp op, int memory)
        {
            if (op.Kind > BackboneOp.Add || op.Least > op.Most
                || !IsSide(op.InputHeight) || !IsSide(op.InputWidth) || !IsSide(op.OutputHeight) || !IsSide(op.OutputWidth)
                || op.InputChannels < 1 || op.InputChannels > MostChannels || op.OutputChannels < 1 || op.OutputChannels > MostChannels
                || !IsInside(op.InputPlace, op.InputHeight * op.InputWidth * op.InputChannels, memory)
                || !IsInside(op.OutputPlace, op.OutputHeight * op.OutputWidth * op.OutputChannels, memory)
                || (op.Kind != BackboneOp.Convolution && op.InputChannels != op.OutputChannels))
            {
                return false;
            }

            if (op.Kind == BackboneOp.Add)
            {
                return op.InputHeight == op.OutputHeight && op.InputWidth == op.OutputWidth
                    && IsInside(op.SecondPlace, op.InputHeight * op.InputWidth * op.InputChannels, memory);
            }

            return IsSide(op.KernelHeight) && IsSide(op.KernelWidth) && op.PatchLength <= LongestPatch
                && MeetsInput(op.InputHeight, op.KernelHeight, op.StrideHeight, op.PaddingTop, op.OutputHeight)
                && MeetsInput(op.InputWidth, op.KernelWidth, op.StrideWidth, op.PaddingLeft, op.OutputWidth);
        }

        private static bool IsSide(int length)
        {
            return length >= 1 && length <= LargestMap;
        }

        private static bool IsInside(int place, int length, int memory)
        {
            return place >= 0 && place <= memory && length <= memory - place;
        }

        // Every window has at least one input in it.
        private static bool MeetsInput(int input, int kernel, int stride, int padding, int output)
        {
            return stride >= 1 && padding < kernel && ((output - 1) * stride) - padding < input;
        }
    }
}
