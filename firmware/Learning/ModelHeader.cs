namespace LlsEdge.Learning
{
    /// <summary>The head of a model file: from a model to bytes, and from bytes to a model whose arrays are allocated but empty.</summary>
    public static class ModelHeader
    {
        private const int FlagReadoutLearns = 1;
        private const int FlagTracksCamera = 2;

        /// <summary>Writes a model's head, the checksum left 0.</summary>
        /// <param name="model">The model.</param>
        /// <param name="payloadLength">The bytes of its arrays.</param>
        /// <returns>The head.</returns>
        public static byte[] Build(Model model, int payloadLength)
        {
            ConvolutionLayer[] layers = model.Layers;
            ReadoutTap[] taps = model.Readout.Taps;
            int tables = (layers.Length * ModelFormat.LayerRowLength) + (taps.Length * ModelFormat.TapRowLength);
            int backbone = model.Backbone == null ? 0 : model.Backbone.HeaderLength;
            byte[] header = new byte[ModelFormat.FixedHeaderLength + tables + model.Names.Length + backbone];
            ModelFormat.WriteInt32(header, 0, ModelFormat.Magic);
            ModelFormat.WriteInt16(header, 4, backbone == 0 ? ModelFormat.Version : ModelFormat.BackboneVersion);
            ModelFormat.WriteInt16(header, 6, header.Length);
            ModelFormat.WriteInt32(header, 8, header.Length + payloadLength);
            ModelFormat.WriteInt32(header, 16, model.Step);
            ModelFormat.WriteInt32(header, 20, model.Seed);
            ModelFormat.WriteInt16(header, 24, model.FrameSize);
            header[26] = (byte)model.DownsampleFactor;
            header[27] = (byte)model.InputExponent;
            header[28] = (byte)model.ClassCount;
            header[29] = (byte)layers.Length;
            header[30] = (byte)taps.Length;
            header[31] = (byte)model.InverseTemperature;
            header[32] = (byte)((model.Readout.Learns ? FlagReadoutLearns : 0) | (model.Readout.TracksCamera ? FlagTracksCamera : 0));
            header[33] = (byte)model.Readout.RateMantissa;
            header[34] = (byte)model.Readout.RateShift;
            header[35] = (byte)model.Rule;
            ModelFormat.WriteInt16(header, 36, model.Names.Length);
            header[38] = (byte)model.BasisKind;
            header[39] = (byte)model.BasisRows;
            int at = ModelFormat.FixedHeaderLength;
            for (int i = 0; i < layers.Length; i++)
            {
                WriteLayer(layers[i], header, at);
                at += ModelFormat.LayerRowLength;
            }

            for (int i = 0; i < taps.Length; i++)
            {
                header[at] = (byte)taps[i].Layer;
                header[at + 1] = (byte)taps[i].Grid;
                at += ModelFormat.TapRowLength;
            }

            System.Array.Copy(model.Names, 0, header, at, model.Names.Length);
            if (backbone > 0)
            {
                model.Backbone.CopyHeader(header, at + model.Names.Length);
            }

            return header;
        }

        /// <summary>Gives the length of the head, once its fixed part is there.</summary>
        /// <param name="header">At least <see cref="ModelFormat.FixedHeaderLength"/> bytes.</param>
        /// <returns>The length; the caller checks it against the longest of its version.</returns>
        public static int GetLength(byte[] header)
        {
            return ModelFormat.ReadUInt16(header, 6);
        }

        /// <summary>Reads a head and allocates the model.</summary>
        /// <param name="header">The whole head.</param>
        /// <returns>The model, or null where a shape or format is out of range.</returns>
        public static Model Parse(byte[] header)
        {
            int layerCount = header[29];
            int tapCount = header[30];
            int namesLength = ModelFormat.ReadUInt16(header, 36);
            int tables = (layerCount * ModelFormat.LayerRowLength) + (tapCount * ModelFormat.TapRowLength);
            int length = ModelFormat.FixedHeaderLength + tables + namesLength;
            bool hasBackbone = ModelFormat.ReadUInt16(header, 4) == ModelFormat.BackboneVersion;
            if (layerCount < 1 || layerCount > Model.MaxLayers || tapCount < 1 || tapCount > Model.MaxTaps || namesLength > ModelFormat.LongestNames
                || (!hasBackbone && GetLength(header) != length))
            {
                return null;
            }

            Model model = new Model();
            if (hasBackbone)
            {
                model.Backbone = Backbone.Parse(header, length);
                if (model.Backbone == null)
                {
                    return null;
                }
            }

            model.Step = ModelFormat.ReadInt32(header, 16);
            model.Seed = ModelFormat.ReadInt32(header, 20);
            model.FrameSize = ModelFormat.ReadUInt16(header, 24);
            model.DownsampleFactor = header[26];
            model.InputExponent = header[27];
            model.ClassCount = header[28];
            model.InverseTemperature = header[31];
            model.Rule = header[35];
            model.BasisKind = header[38];
            model.BasisRows = header[39];
            model.Layers = new ConvolutionLayer[layerCount];
            int at = ModelFormat.FixedHeaderLength;
            for (int i = 0; i < layerCount; i++)
            {
                model.Layers[i] = new ConvolutionLayer(header, at);
                at += ModelFormat.LayerRowLength;
            }

            ReadoutTap[] taps = new ReadoutTap[tapCount];
            for (int i = 0; i < tapCount; i++)
            {
                taps[i] = new ReadoutTap(header[at], header[at + 1]);
                at += ModelFormat.TapRowLength;
            }

            model.Names = new byte[namesLength];
            System.Array.Copy(header, at, model.Names, 0, namesLength);
            if (!ModelLimits.LinkLayers(model))
            {
                return null;
            }

            int features = ModelLimits.CountFeatures(model.Layers, taps);
            if (features == 0)
            {
                return null;
            }

            // The header is a few hundred bytes of which any could be wrong: what the arrays take is checked against the announced length before they are
            // allocated.
            int flags = header[32];
            int payload = ModelLimits.PayloadLength(model, features);
            if (ModelFormat.ReadInt32(header, 8) != header.Length + payload)
            {
                return null;
            }

            model.Readout = new Readout(taps, features, model.ClassCount);
            model.Readout.Learns = (flags & FlagReadoutLearns) != 0;
            model.Readout.TracksCamera = (flags & FlagTracksCamera) != 0;
            model.Readout.RateMantissa = header[33];
            model.Readout.RateShift = header[34];
            if (model.Readout.RateMantissa < 128 || model.Readout.RateShift > 12)
            {
                return null;
            }

            model.Basis = LatentBasis.Create(model.BasisKind, model.BasisRows, model.LongestLatent);
            int trunkLayers = model.TrunkLayerCount;
            if (hasBackbone)
            {
                for (int i = 0; i < model.Backbone.Ops.Length; i++)
                {
                    model.Backbone.Ops[i].Allocate();
                }
            }
            else if (trunkLayers > 0)
            {
                model.TrunkHash = new int[1];
            }

            for (int i = trunkLayers; i < layerCount; i++)
            {
                ConvolutionLayer layer = model.Layers[i];
                int weights = layer.OutputChannels * layer.WeightsPerChannel;
                layer.Weights = new sbyte[weights];
                layer.Bias = new int[layer.OutputChannels];
                if (layer.Learns)
                {
                    layer.Masters = new short[weights];
                    if (model.Rule != RuleKind.Plain && !AddModulation(model, layer, header, ModelFormat.FixedHeaderLength + (i * ModelFormat.LayerRowLength)))
                    {
                        return null;
                    }
                }
            }

            return model;
        }

        private static void WriteLayer(ConvolutionLayer layer, byte[] header, int at)
        {
            bool modulates = layer.Learns && layer.Modulation != null;
            layer.CopyRow(header, at);
            header[at + 12] = (byte)(modulates ? layer.Modulation.RateMantissa : 0);
            header[at + 13] = (byte)(modulates ? layer.Modulation.RateShift : 0);
        }

        private static bool AddModulation(Model model, ConvolutionLayer layer, byte[] header, int at)
        {
            ScoreModulation modulation = new ScoreModulation(model.Rule, model.BasisRows, model.ClassCount);
            modulation.RateMantissa = header[at + 12];
            modulation.RateShift = header[at + 13];
            layer.Modulation = modulation;
            return modulation.RateMantissa >= 128 && modulation.RateShift <= 12;
        }
    }
}
