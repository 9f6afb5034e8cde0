namespace LlsEdge.Learning
{
    /// <summary>The checksum of what a compiled trunk replaces: everything that its activations depend on.</summary>
    public static class TrunkHash
    {
        /// <summary>Computes the checksum of a model's leading layers.</summary>
        /// <param name="model">A model whose leading layers have weights.</param>
        /// <param name="layerCount">How many.</param>
        /// <returns>The CRC-32.</returns>
        public static int Of(Model model, int layerCount)
        {
            byte[] chunk = new byte[12];
            ModelFormat.WriteInt16(chunk, 0, model.FrameSize);
            chunk[2] = (byte)model.DownsampleFactor;
            chunk[3] = (byte)model.InputExponent;
            int state = Crc32.Update(Crc32.Start, chunk, 0, 4);
            for (int i = 0; i < layerCount; i++)
            {
                ConvolutionLayer layer = model.Layers[i];
                ModelFormat.WriteInt16(chunk, 0, layer.OutputChannels);
                chunk[2] = (byte)layer.KernelSize;
                chunk[3] = (byte)layer.Stride;
                chunk[4] = (byte)layer.Padding;
                chunk[5] = (byte)layer.RequantiseShift;
                chunk[6] = (byte)layer.ActivationBits;
                state = Crc32.Update(state, chunk, 0, 7);
                for (int j = 0; j < layer.Weights.Length; j++)
                {
                    chunk[0] = (byte)layer.Weights[j];
                    state = Crc32.Update(state, chunk, 0, 1);
                }

                for (int k = 0; k < layer.Bias.Length; k++)
                {
                    ModelFormat.WriteInt32(chunk, 0, layer.Bias[k]);
                    state = Crc32.Update(state, chunk, 0, 4);
                }
            }

            return Crc32.Finish(state);
        }
    }
}
