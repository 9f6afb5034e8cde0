namespace LlsEdge.Learning
{
    /// <summary>
    /// What the kernels can compute without overflow: every shape and number format of a model is held against these before anything is allocated.
    /// </summary>
    public static class ModelLimits
    {
        /// <summary>Largest input of the network; a patch position then fits the 16 bits that the update keeps it in.</summary>
        public const int LargestInput = 128;

        /// <summary>Most channels of a layer.</summary>
        public const int MostChannels = 256;

        /// <summary>Most weights of an output channel: Σ w·x of int8 values then stays below 2²⁷, bias included.</summary>
        public const int MostWeightsPerChannel = 4096;

        /// <summary>
        /// Most positions of a learning layer's map, those in two cells counted twice: Σ dz·x stays below 2³¹ (12 bits times 7 bits times positions).
        /// </summary>
        public const int MostLearningPositions = 4096;

        /// <summary>Gives each layer its input from the one below and checks all of them.</summary>
        /// <param name="model">A model whose layers know their outputs.</param>
        /// <returns>False where something is out of range.</returns>
        public static bool LinkLayers(Model model)
        {
            if (model.FrameSize < 8 || model.FrameSize > 1024 || model.DownsampleFactor < 1 || model.DownsampleFactor > 8
                || model.FrameSize % model.DownsampleFactor != 0 || model.InputSize > LargestInput || model.InputExponent > 5
                || model.ClassCount < 2 || model.ClassCount > Model.MaxClasses || model.InverseTemperature < 1 || !IsRuleInRange(model))
            {
                return false;
            }

            int channels = 1;
            int size = model.InputSize;
            int exponent = model.InputExponent;
            int trunkLayers = model.TrunkLayerCount;
            if (model.Backbone != null)
            {
                // The first layer stands for it: a map of its own size, which nothing convolves.
                ConvolutionLayer stand = model.Layers[0];
                BackboneOp[] ops = model.Backbone.Ops;
                if (trunkLayers != 1 || stand.KernelSize != 1 || stand.Stride != 1 || stand.Padding != 0 || !model.Backbone.Fits(size, stand.OutputChannels))
                {
                    return false;
                }

                size = ops[ops.Length - 1].OutputHeight;
            }

            for (int i = 0; i < model.Layers.Length; i++)
            {
                ConvolutionLayer layer = model.Layers[i];
                layer.InputChannels = channels;
                layer.InputSize = size;
                layer.InputExponent = exponent;
                if ((layer.IsCompiled && i >= trunkLayers) || !IsShapeInRange(layer) || !IsFormatInRange(layer) || (layer.Learns && !IsLearningInRange(layer)))
                {
                    return false;
                }

                channels = layer.OutputChannels;
                size = layer.OutputSize;
                exponent = layer.OutputExponent;
            }

            return true;
        }

        /// <summary>Counts the readout's features.</summary>
        /// <param name="layers">Linked layers.</param>
        /// <param name="taps">The taps.</param>
        /// <returns>F, or 0 where a tap names no layer or its grid does not fit the layer's map.</returns>
        public static int CountFeatures(ConvolutionLayer[] layers, ReadoutTap[] taps)
        {
            int features = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                if (taps[i].Layer >= layers.Length)
                {
                    return 0;
                }

                ConvolutionLayer layer = layers[taps[i].Layer];
                int grid = taps[i].Grid;
                if (!LatentPool.HasEqualCells(layer.OutputSize, grid))
                {
                    return 0;
                }

                features += layer.OutputChannels * grid * grid;
            }

            return features > 4096 ? 0 : features;
        }

        /// <summary>Counts the bytes of a model's arrays in its file.</summary>
        /// <param name="model">A model with linked layers.</param>
        /// <param name="features">F.</param>
        /// <returns>The number of bytes after the head.</returns>
        public static int PayloadLength(Model model, int features)
        {
            int classes = model.ClassCount;
            int length = LatentBasisKind.GetByteCount(model.BasisKind, model.BasisRows, model.LongestLatent) + (8 * features) + (2 * classes * (features + 1)) + (2 * features) + (4 * classes * features) + (4 * classes);
            int modulation = model.Rule == RuleKind.Plain ? 0 : model.Rule == RuleKind.Diagonal ? classes : model.BasisRows * classes;
            int trunkLayers = model.TrunkLayerCount;
            length += model.Backbone != null ? model.Backbone.PayloadLength : trunkLayers > 0 ? 4 : 0;
            for (int i = trunkLayers; i < model.Layers.Length; i++)
            {
                ConvolutionLayer layer = model.Layers[i];
                int weights = layer.OutputChannels * layer.WeightsPerChannel;
                length += layer.Learns ? 2 * modulation : 0;
                length += (layer.Learns ? 2 * weights : weights) + (4 * layer.OutputChannels);
            }

            return length;
        }

        private static bool IsRuleInRange(Model model)
        {
            int rows = model.BasisRows;
            return model.Rule <= RuleKind.Matrix && rows >= 2 && rows <= Model.MaxBasisRows && (rows == model.ClassCount || model.Rule == RuleKind.Matrix)
                && model.BasisKind <= LatentBasisKind.Random && (model.BasisKind != LatentBasisKind.Antipodal || (rows == 2 && model.ClassCount == 2));
        }

        private static bool IsShapeInRange(ConvolutionLayer layer)
        {
            return layer.OutputChannels >= 4 && layer.OutputChannels <= MostChannels && layer.OutputChannels % 4 == 0
                && layer.KernelSize >= 1 && layer.KernelSize <= 5 && layer.Stride >= 1 && layer.Stride <= 4 && layer.Padding < layer.KernelSize
                && layer.InputSize + (2 * layer.Padding) >= layer.KernelSize && layer.WeightsPerChannel <= MostWeightsPerChannel
                && LatentPool.HasEqualCells(layer.OutputSize, layer.PoolGrid) && layer.LatentLength <= 4096;
        }

        private static bool IsFormatInRange(ConvolutionLayer layer)
        {
            return layer.ActivationBits >= 1 && layer.ActivationBits <= 7 && layer.WeightBits >= 2 && layer.WeightBits <= 8
                && layer.MasterBits >= layer.WeightBits && layer.MasterBits <= 16 && layer.WeightExponent <= 12 && layer.OutputExponent <= 7 && layer.RequantiseShift >= 1 && layer.RequantiseShift <= 20;
        }

        private static bool IsLearningInRange(ConvolutionLayer layer)
        {
            int side = layer.PoolGrid * LatentPool.GetCellSize(layer.OutputSize, layer.PoolGrid);
            return layer.SignalExponent <= 24 && layer.RateMantissa >= 128 && layer.UpdateShift >= 1 && layer.UpdateShift <= 22
                && layer.BiasUpdateShift >= 1 && layer.BiasUpdateShift <= 22 && side * side <= MostLearningPositions;
        }
    }
}
