namespace LlsEdge.Learning
{
    /// <summary>Runs a <see cref="Backbone"/>: a frame in, the map out that the model's own layers see.</summary>
    public sealed class BackboneRunner
    {
        private readonly BackboneOp[] _ops;
        private readonly int _frameSize;
        private readonly int _factor;
        private readonly sbyte[] _maps;
        private readonly int[] _sums = new int[Backbone.LargestMap];
        private readonly byte[] _bits;
        private readonly BackboneConvolution _convolution;

        /// <summary>Allocates the maps, and looks through the weights.</summary>
        /// <param name="model">A model with a backbone.</param>
        public BackboneRunner(Model model)
        {
            _ops = model.Backbone.Ops;
            _frameSize = model.FrameSize;
            _factor = model.DownsampleFactor;
            _maps = new sbyte[model.Backbone.Memory];
            _bits = new byte[_ops.Length];
            int longest = 0;
            for (int i = 0; i < _ops.Length; i++)
            {
                if (_ops[i].Kind == BackboneOp.Convolution)
                {
                    _bits[i] = (byte)BackboneConvolution.ChooseBits(_ops[i]);
                    longest = _ops[i].PatchLength > longest ? _ops[i].PatchLength : longest;
                }
            }

            _convolution = longest > 0 ? new BackboneConvolution(longest) : null;
        }

        /// <summary>Gets the memory of all maps; each operation's output is there until another one takes its place.</summary>
        public sbyte[] Maps
        {
            get { return _maps; }
        }

        /// <summary>Computes the map that is handed over.</summary>
        /// <param name="frame">8-bit gray, row-major, frame size squared.</param>
        /// <param name="output">Receives h = (q − zero point) ≫ 1, at least 0: 7 bits.</param>
        [Phase("backbone")]
        [Kernel]
        public void Run(byte[] frame, ActivationMap output)
        {
            TakeFrame(frame);
            for (int i = 0; i < _ops.Length; i++)
            {
                RunOp(i);
            }

            HandOver(output);
        }

        /// <summary>Makes the input of a frame: downsampled by averages, 128 subtracted; three channels are three times the same.</summary>
        /// <param name="frame">8-bit gray, row-major, frame size squared.</param>
        [Phase("frame")]
        [Kernel]
        public void TakeFrame(byte[] frame)
        {
            sbyte[] maps = _maps;
            int factor = _factor;
            int frameSize = _frameSize;
            int area = factor * factor;
            int size = _ops[0].InputHeight;
            int channels = _ops[0].InputChannels;
            int target = _ops[0].InputPlace;
            if (factor == 1 && channels == 1)
            {
                for (int i = 0; i < size * size; i++)
                {
                    maps[target] = (sbyte)(frame[i] - 128);
                    target++;
                }

                return;
            }

            for (int y = 0; y < size; y++)
            {
                int corner = y * factor * frameSize;
                for (int x = 0; x < size; x++)
                {
                    int total = 0;
                    int row = corner;
                    for (int dy = 0; dy < factor; dy++)
                    {
                        int last = row + factor;
                        for (int i = row; i < last; i++)
                        {
                            total += frame[i];
                        }

                        row += frameSize;
                    }

                    sbyte value = (sbyte)((total / area) - 128);
                    int end = target + channels;
                    while (target < end)
                    {
                        maps[target] = value;
                        target++;
                    }

                    corner += factor;
                }
            }
        }

        /// <summary>Runs one operation.</summary>
        /// <param name="index">Its index.</param>
        [Kernel]
        public void RunOp(int index)
        {
            BackboneOp op = _ops[index];
            int kind = op.Kind;
            if (kind == BackboneOp.Convolution)
            {
                _convolution.Run(op, _bits[index], _maps);
            }
            else if (kind == BackboneOp.Depthwise)
            {
                BackboneDepthwise.Run(op, _maps, _sums);
            }
            else if (kind == BackboneOp.Add)
            {
                BackbonePool.Add(op, _maps);
            }
            else
            {
                BackbonePool.Run(op, _maps);
            }
        }

        [Phase("hand-over")]
        [Kernel]
        private void HandOver(ActivationMap output)
        {
            sbyte[] maps = _maps;
            sbyte[] values = output.Values;
            BackboneOp last = _ops[_ops.Length - 1];
            int zero = last.OutputZero;
            int size = output.Size;
            int channels = output.Channels;
            int plane = output.PlaneLength;
            int source = last.OutputPlace;
            int row = output.Border * (output.RowLength + 1);
            for (int y = 0; y < size; y++)
            {
                for (int x = row; x < row + size; x++)
                {
                    int target = x;
                    for (int k = 0; k < channels; k++)
                    {
                        int value = (maps[source] - zero) >> 1;
                        values[target] = (sbyte)(value < 0 ? 0 : value > 127 ? 127 : value);
                        source++;
                        target += plane;
                    }
                }

                row += output.RowLength;
            }
        }
    }
}
