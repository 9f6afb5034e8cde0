namespace LlsEdge.Learning
{
    /// <summary>
    /// A model: shapes, number formats, weights, basis, readout, and where its training stands. Layer i's input is layer i−1's output; layer 0 sees one
    /// gray channel.
    /// </summary>
    public sealed class Model
    {
        /// <summary>Most convolutions of a model.</summary>
        public const int MaxLayers = 6;

        /// <summary>Most classes of a model.</summary>
        public const int MaxClasses = 20;

        /// <summary>Most rows of a basis.</summary>
        public const int MaxBasisRows = 32;

        /// <summary>Most taps of a readout.</summary>
        public const int MaxTaps = 8;

        /// <summary>Gets or sets height and width of a frame.</summary>
        public int FrameSize { get; set; }

        /// <summary>Gets or sets the factor by which frames are downsampled.</summary>
        public int DownsampleFactor { get; set; }

        /// <summary>Gets or sets the exponent of the network's input.</summary>
        public int InputExponent { get; set; }

        /// <summary>Gets or sets C.</summary>
        public int ClassCount { get; set; }

        /// <summary>Gets or sets 1/T of the local rule, in sixteenths.</summary>
        public int InverseTemperature { get; set; }

        /// <summary>Gets or sets the seed of stochastic rounding.</summary>
        public int Seed { get; set; }

        /// <summary>Gets or sets the number of training steps so far, modulo 2³².</summary>
        public int Step { get; set; }

        /// <summary>Gets or sets the model's name and its classes' names, ASCII, separated by line feeds.</summary>
        public byte[] Names { get; set; }

        /// <summary>Gets or sets the convolutions.</summary>
        public ConvolutionLayer[] Layers { get; set; }

        /// <summary>Gets or sets the local rule, one of <see cref="RuleKind"/>.</summary>
        public int Rule { get; set; }

        /// <summary>Gets or sets the kind of the basis, one of <see cref="LatentBasisKind"/>.</summary>
        public int BasisKind { get; set; }

        /// <summary>Gets or sets R, the number of the basis's rows: C unless the rule is LLS-MxM.</summary>
        public int BasisRows { get; set; }

        /// <summary>Gets or sets the local rule's basis.</summary>
        public LatentBasis Basis { get; set; }

        /// <summary>Gets or sets the readout.</summary>
        public Readout Readout { get; set; }

        /// <summary>
        /// Gets or sets the checksum of the trunk that computes the leading layers, one number; null in a model that is complete.
        /// </summary>
        public int[] TrunkHash { get; set; }

        /// <summary>Gets or sets what computes the first layer's map; null in most models.</summary>
        public Backbone Backbone { get; set; }

        /// <summary>
        /// Gets the number of leading layers that a <see cref="CompiledTrunk"/> or the <see cref="Backbone"/> computes, 0 in a model that has neither.
        /// </summary>
        public int TrunkLayerCount
        {
            get
            {
                int count = 0;
                while (count < Layers.Length && Layers[count].IsCompiled)
                {
                    count++;
                }

                return count;
            }
        }

        /// <summary>Gets the number of convolutions.</summary>
        public int LayerCount
        {
            get { return Layers.Length; }
        }

        /// <summary>Gets height and width of the network's input.</summary>
        public int InputSize
        {
            get { return FrameSize / DownsampleFactor; }
        }

        /// <summary>Gets the length of the longest latent of the layers, learning or not.</summary>
        public int LongestLatent
        {
            get
            {
                int longest = 1;
                for (int i = 0; i < Layers.Length; i++)
                {
                    if (Layers[i].LatentLength > longest)
                    {
                        longest = Layers[i].LatentLength;
                    }
                }

                return longest;
            }
        }

        /// <summary>Gets the model's name.</summary>
        /// <returns>The first of <see cref="Names"/>; allocates.</returns>
        public string GetName()
        {
            return GetNamePart(0);
        }

        /// <summary>Gets a class's name.</summary>
        /// <param name="label">The class, from 0.</param>
        /// <returns>Its name; allocates.</returns>
        public string GetClassName(int label)
        {
            return GetNamePart(label + 1);
        }

        private string GetNamePart(int part)
        {
            byte[] names = Names;
            int start = 0;
            for (int i = 0; i < part; i++)
            {
                while (start < names.Length && names[start] != 10)
                {
                    start++;
                }

                start++;
            }

            int end = start;
            while (end < names.Length && names[end] != 10)
            {
                end++;
            }

            if (start >= end)
            {
                return string.Empty;
            }

            char[] text = new char[end - start];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = (char)names[start + i];
            }

            return new string(text);
        }
    }
}
