namespace LlsEdge.Learning
{
    /// <summary>
    /// A square convolution with bias and ReLU: shape, number formats and weights. Real values are w·2⁻ᵂ (weights), x·2⁻ˣ (input), h·2⁻ᴴ (output); sums and
    /// bias live in units of 2⁻⁽ᵂ⁺ˣ⁾.
    /// <c>h = clamp((Σ w·x + bias + 2^(shift−1)) ≫ shift, 0, limit)</c> with <c>shift = W + X − H</c>.
    /// </summary>
    public sealed class ConvolutionLayer
    {
        private const int FlagAt = 6;
        private const int LearnsFlag = 1;
        private const int IsCompiledFlag = 2;

        // Shape and formats as in the layer's row of the model file; then, two bytes each, input channels and size, and X. A field would take twelve bytes.
        private readonly byte[] _row = new byte[ModelFormat.LayerRowLength + 5];

        /// <summary>Creates a layer without a shape.</summary>
        public ConvolutionLayer()
        {
            ActivationBits = 7;
            WeightBits = 8;
            MasterBits = 16;
        }

        /// <summary>Creates a layer of its row in a model file.</summary>
        /// <param name="table">Holds the row.</param>
        /// <param name="at">The row's first byte.</param>
        public ConvolutionLayer(byte[] table, int at)
        {
            System.Array.Copy(table, at, _row, 0, ModelFormat.LayerRowLength);
        }

        /// <summary>Gets or sets the number of input channels.</summary>
        public int InputChannels
        {
            get { return ModelFormat.ReadUInt16(_row, 17); }
            set { ModelFormat.WriteInt16(_row, 17, value); }
        }

        /// <summary>Gets or sets the number of output channels K, a multiple of 4: the kernel computes four at a time.</summary>
        public int OutputChannels
        {
            get { return ModelFormat.ReadUInt16(_row, 0); }
            set { ModelFormat.WriteInt16(_row, 0, value); }
        }

        /// <summary>Gets or sets height and width of the input.</summary>
        public int InputSize
        {
            get { return ModelFormat.ReadUInt16(_row, 19); }
            set { ModelFormat.WriteInt16(_row, 19, value); }
        }

        /// <summary>Gets or sets height and width of the kernel, 1 to 5.</summary>
        public int KernelSize
        {
            get { return _row[2]; }
            set { _row[2] = (byte)value; }
        }

        /// <summary>Gets or sets the stride in both directions.</summary>
        public int Stride
        {
            get { return _row[3]; }
            set { _row[3] = (byte)value; }
        }

        /// <summary>Gets or sets the zeros assumed on each side of the input.</summary>
        public int Padding
        {
            get { return _row[4]; }
            set { _row[4] = (byte)value; }
        }

        /// <summary>
        /// Gets or sets P: the layer's latent z is its map averaged to P×P equal cells, which overlap where P does not divide <see cref="OutputSize"/>.
        /// </summary>
        public int PoolGrid
        {
            get { return _row[5]; }
            set { _row[5] = (byte)value; }
        }

        /// <summary>Gets or sets W, the exponent of the weights.</summary>
        public int WeightExponent
        {
            get { return _row[7]; }
            set { _row[7] = (byte)value; }
        }

        /// <summary>Gets or sets X, the exponent of the input (the output exponent of the layer below).</summary>
        public int InputExponent
        {
            get { return _row[21]; }
            set { _row[21] = (byte)value; }
        }

        /// <summary>Gets or sets H, the exponent of the output.</summary>
        public int OutputExponent
        {
            get { return _row[8]; }
            set { _row[8] = (byte)value; }
        }

        /// <summary>Gets or sets the bits of an activation, 1 to 7: it is at most <see cref="ActivationLimit"/>.</summary>
        public int ActivationBits
        {
            get { return _row[14]; }
            set { _row[14] = (byte)value; }
        }

        /// <summary>Gets or sets the bits of a weight, its sign included, 2 to 8: it is at most <see cref="WeightLimit"/> in size.</summary>
        public int WeightBits
        {
            get { return _row[15]; }
            set { _row[15] = (byte)value; }
        }

        /// <summary>Gets or sets the bits of a master weight, <see cref="WeightBits"/> to 16.</summary>
        public int MasterBits
        {
            get { return _row[16]; }
            set { _row[16] = (byte)value; }
        }

        /// <summary>Gets or sets a value indicating whether the layer learns; only then it has <see cref="Masters"/>.</summary>
        public bool Learns
        {
            get { return _row[FlagAt] == LearnsFlag; }
            set { SetFlag(LearnsFlag, value); }
        }

        /// <summary>
        /// Gets or sets a value indicating whether the layer is part of a <see cref="CompiledTrunk"/>: its weights and biases are code, and the model has
        /// none.
        /// </summary>
        public bool IsCompiled
        {
            get { return _row[FlagAt] == IsCompiledFlag; }
            set { SetFlag(IsCompiledFlag, value); }
        }

        /// <summary>Gets or sets F, the exponent of the learning signal: dz·2ᶠ is kept in 12 bits.</summary>
        public int SignalExponent
        {
            get { return _row[9]; }
            set { _row[9] = (byte)value; }
        }

        /// <summary>Gets or sets the learning rate's mantissa, 128 to 255: the rate is mantissa/128 · 2⁻ᴿ.</summary>
        public int RateMantissa
        {
            get { return _row[10]; }
            set { _row[10] = (byte)value; }
        }

        /// <summary>Gets or sets R, the learning rate's exponent.</summary>
        public int RateShift
        {
            get { return _row[11]; }
            set { _row[11] = (byte)value; }
        }

        /// <summary>Gets or sets M, or null where the rule is plain LLS or the layer came frozen from a file.</summary>
        public ScoreModulation Modulation { get; set; }

        /// <summary>Gets or sets the weights, [K][C_in][ky][kx], each within ±<see cref="WeightLimit"/>.</summary>
        public sbyte[] Weights { get; set; }

        /// <summary>
        /// Gets or sets the master weights in units of 2⁻⁽ᵂ⁺ᶠ⁾ with f = <see cref="MasterFraction"/>, same order, or null in a frozen layer.
        /// <c>weight = (master + half) ≫ f</c> with half = 2ᶠ ≫ 1.
        /// </summary>
        public short[] Masters { get; set; }

        /// <summary>Gets or sets the biases in units of 2⁻⁽ᵂ⁺ˣ⁾, within ±2²⁴.</summary>
        public int[] Bias { get; set; }

        /// <summary>Gets or sets Σ |w| of each output channel, kept up to date where kernels need it to know how large sums can be; null elsewhere.</summary>
        public int[] WeightSums { get; set; }

        /// <summary>Gets height and width of the output.</summary>
        public int OutputSize
        {
            get { return ((InputSize + (2 * Padding) - KernelSize) / Stride) + 1; }
        }

        /// <summary>Gets the largest activation, 2^bits − 1.</summary>
        public int ActivationLimit
        {
            get { return (1 << ActivationBits) - 1; }
        }

        /// <summary>Gets the largest size of a weight, 2^(bits−1) − 1.</summary>
        public int WeightLimit
        {
            get { return (1 << (WeightBits - 1)) - 1; }
        }

        /// <summary>Gets f, the bits of a master below its weight's last one.</summary>
        public int MasterFraction
        {
            get { return MasterBits - WeightBits; }
        }

        /// <summary>Gets the largest master: it rounds to <see cref="WeightLimit"/>.</summary>
        public int LargestMaster
        {
            get { return (WeightLimit << MasterFraction) + ((1 << MasterFraction) >> 1) - (MasterFraction > 0 ? 1 : 0); }
        }

        /// <summary>Gets the smallest master: it rounds to −<see cref="WeightLimit"/>.</summary>
        public int SmallestMaster
        {
            get { return -(WeightLimit << MasterFraction) - ((1 << MasterFraction) >> 1); }
        }

        /// <summary>Gets the number of weights of one output channel, C_in·k·k.</summary>
        public int WeightsPerChannel
        {
            get { return InputChannels * KernelSize * KernelSize; }
        }

        /// <summary>Gets the right shift from sums to outputs.</summary>
        public int RequantiseShift
        {
            get { return WeightExponent + InputExponent - OutputExponent; }
        }

        /// <summary>Gets the length n of the latent, K·P².</summary>
        public int LatentLength
        {
            get { return OutputChannels * PoolGrid * PoolGrid; }
        }

        /// <summary>Gets the right shift from Σ dz·x to a change of a master: F + X + R − H − W − f.</summary>
        public int UpdateShift
        {
            get { return SignalExponent + InputExponent + RateShift - OutputExponent - WeightExponent - MasterFraction; }
        }

        /// <summary>Gets the right shift from Σ dz to a change of a bias: a bias is a weight whose input is 1, but in units of sums.</summary>
        public int BiasUpdateShift
        {
            get { return UpdateShift - (2 * InputExponent) + MasterFraction; }
        }

        /// <summary>Writes the layer's row of a model file.</summary>
        /// <param name="table">Receives it.</param>
        /// <param name="at">The row's first byte.</param>
        public void CopyRow(byte[] table, int at)
        {
            System.Array.Copy(_row, 0, table, at, ModelFormat.LayerRowLength);
        }

        /// <summary>Rounds the masters to the weights the kernels use.</summary>
        [Kernel]
        public void RoundMasters()
        {
            short[] masters = Masters;
            sbyte[] weights = Weights;
            int fraction = MasterFraction;
            int half = (1 << fraction) >> 1;
            for (int i = 0; i < masters.Length; i++)
            {
                weights[i] = (sbyte)((masters[i] + half) >> fraction);
            }
        }

        /// <summary>Computes <see cref="WeightSums"/>.</summary>
        public void SumWeights()
        {
            WeightSums = new int[OutputChannels];
            int at = 0;
            for (int k = 0; k < OutputChannels; k++)
            {
                int sum = 0;
                for (int j = 0; j < WeightsPerChannel; j++)
                {
                    sum += Weights[at] < 0 ? -Weights[at] : Weights[at];
                    at++;
                }

                WeightSums[k] = sum;
            }
        }

        private void SetFlag(int flag, bool value)
        {
            if (value)
            {
                _row[FlagAt] = (byte)flag;
            }
            else if (_row[FlagAt] == flag)
            {
                _row[FlagAt] = 0;
            }
        }
    }
}
