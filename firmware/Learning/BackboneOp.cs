namespace LlsEdge.Learning
{
    /// <summary>
    /// One operation of a <see cref="Backbone"/>: its row of the model file, and its arrays. Maps lie in one memory of signed bytes, [row][column][channel],
    /// where the row says; real values are scale · (q − zero point).
    /// </summary>
    public sealed class BackboneOp
    {
        /// <summary>Bytes of a row.</summary>
        public const int RowLength = 32;

        /// <summary>A convolution, or a fully connected layer, whose kernel is as large as its input.</summary>
        public const int Convolution = 0;

        /// <summary>A convolution of each channel by itself.</summary>
        public const int Depthwise = 1;

        /// <summary>Averages of windows.</summary>
        public const int AveragePool = 2;

        /// <summary>Largest values of windows.</summary>
        public const int MaxPool = 3;

        /// <summary>The sum of two maps.</summary>
        public const int Add = 4;

        private readonly byte[] _table;
        private readonly int _at;

        /// <summary>Reads a row; arrays are null.</summary>
        /// <param name="table">Holds the row, and is kept.</param>
        /// <param name="at">The row's first byte.</param>
        public BackboneOp(byte[] table, int at)
        {
            _table = table;
            _at = at;
        }

        /// <summary>Gets what it does, <see cref="Convolution"/> to <see cref="Add"/>.</summary>
        public int Kind
        {
            get { return _table[_at]; }
        }

        /// <summary>Gets the height of the kernel or window.</summary>
        public int KernelHeight
        {
            get { return _table[_at + 1]; }
        }

        /// <summary>Gets the width of the kernel or window.</summary>
        public int KernelWidth
        {
            get { return _table[_at + 2]; }
        }

        /// <summary>Gets the stride from row to row.</summary>
        public int StrideHeight
        {
            get { return _table[_at + 3]; }
        }

        /// <summary>Gets the stride from column to column.</summary>
        public int StrideWidth
        {
            get { return _table[_at + 4]; }
        }

        /// <summary>Gets how far the first window reaches above the input; below the last row it reaches as far as it must.</summary>
        public int PaddingTop
        {
            get { return _table[_at + 5]; }
        }

        /// <summary>Gets how far the first window reaches out at the left.</summary>
        public int PaddingLeft
        {
            get { return _table[_at + 6]; }
        }

        /// <summary>Gets the zero point of the input.</summary>
        public int InputZero
        {
            get { return (sbyte)_table[_at + 7]; }
        }

        /// <summary>Gets the zero point of the output.</summary>
        public int OutputZero
        {
            get { return (sbyte)_table[_at + 8]; }
        }

        /// <summary>Gets the smallest output: the activation function is a clamp.</summary>
        public int Least
        {
            get { return (sbyte)_table[_at + 9]; }
        }

        /// <summary>Gets the largest output.</summary>
        public int Most
        {
            get { return (sbyte)_table[_at + 10]; }
        }

        /// <summary>Gets the zero point of the second input of an <see cref="Add"/>.</summary>
        public int SecondZero
        {
            get { return (sbyte)_table[_at + 11]; }
        }

        /// <summary>Gets the rows of the input.</summary>
        public int InputHeight
        {
            get { return _table[_at + 12]; }
        }

        /// <summary>Gets the columns of the input.</summary>
        public int InputWidth
        {
            get { return _table[_at + 13]; }
        }

        /// <summary>Gets the rows of the output.</summary>
        public int OutputHeight
        {
            get { return _table[_at + 14]; }
        }

        /// <summary>Gets the columns of the output.</summary>
        public int OutputWidth
        {
            get { return _table[_at + 15]; }
        }

        /// <summary>Gets the channels of the input.</summary>
        public int InputChannels
        {
            get { return ModelFormat.ReadUInt16(_table, _at + 16); }
        }

        /// <summary>Gets the channels of the output.</summary>
        public int OutputChannels
        {
            get { return ModelFormat.ReadUInt16(_table, _at + 18); }
        }

        /// <summary>Gets where the input begins.</summary>
        public int InputPlace
        {
            get { return ModelFormat.ReadInt32(_table, _at + 20); }
        }

        /// <summary>Gets where the output begins.</summary>
        public int OutputPlace
        {
            get { return ModelFormat.ReadInt32(_table, _at + 24); }
        }

        /// <summary>Gets where the second input of an <see cref="Add"/> begins.</summary>
        public int SecondPlace
        {
            get { return ModelFormat.ReadInt32(_table, _at + 28); }
        }

        /// <summary>Gets the inputs of one output, kernel height · kernel width · input channels.</summary>
        public int PatchLength
        {
            get { return KernelHeight * KernelWidth * InputChannels; }
        }

        /// <summary>Gets the number of weights.</summary>
        public int WeightCount
        {
            get { return Kind == Convolution ? OutputChannels * PatchLength : Kind == Depthwise ? PatchLength : 0; }
        }

        /// <summary>Gets the number of biases, one an output channel.</summary>
        public int BiasCount
        {
            get { return Kind <= Depthwise ? OutputChannels : 0; }
        }

        /// <summary>Gets the number of multipliers: one an output channel, or those of both inputs and the output of an <see cref="Add"/>.</summary>
        public int ScaleCount
        {
            get { return Kind == Add ? 3 : BiasCount; }
        }

        /// <summary>Gets or sets the weights, [K][ky][kx][C_in] of a convolution, [ky][kx][C] of a depthwise one.</summary>
        public sbyte[] Weights { get; set; }

        /// <summary>Gets or sets the biases, in units of sums.</summary>
        public int[] Bias { get; set; }

        /// <summary>Gets or sets the multipliers, 2³¹ times a number from 0.5 to 1, or 0.</summary>
        public int[] Multipliers { get; set; }

        /// <summary>Gets or sets the exponents that belong to the multipliers: real factor = multiplier · 2^(exponent − 31).</summary>
        public sbyte[] Exponents { get; set; }

        /// <summary>Copies the row.</summary>
        /// <param name="table">Receives it.</param>
        /// <param name="at">The row's first byte.</param>
        public void CopyRow(byte[] table, int at)
        {
            System.Array.Copy(_table, _at, table, at, RowLength);
        }

        /// <summary>Allocates the arrays that the row asks for.</summary>
        public void Allocate()
        {
            if (ScaleCount > 0)
            {
                Multipliers = new int[ScaleCount];
                Exponents = new sbyte[ScaleCount];
            }

            if (BiasCount > 0)
            {
                Weights = new sbyte[WeightCount];
                Bias = new int[BiasCount];
            }
        }
    }
}
