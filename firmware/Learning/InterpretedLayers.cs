namespace LlsEdge.Learning
{
    /// <summary>
    /// A model's interpreted convolutions, one after the other: what a layer left behind is there until the layer after the next one has run, which is enough,
    /// because a layer learns from its own input and output only.
    /// </summary>
    public abstract class InterpretedLayers
    {
        /// <summary>Makes the fastest form that a model's shapes allow.</summary>
        /// <param name="model">The model; training changes it.</param>
        /// <param name="keepsMaps">Whether all maps stay until the next frame, for those who look at them.</param>
        /// <param name="sums">What <see cref="Pool"/> is going to be given.</param>
        /// <param name="scratch">Free for a trunk while it runs.</param>
        /// <returns>The layers.</returns>
        public static InterpretedLayers Create(Model model, bool keepsMaps, int[] sums, int[] scratch)
        {
            if (model.TrunkHash != null)
            {
                return new TailLayers(model, keepsMaps, sums, scratch);
            }

            if (model.Backbone != null)
            {
                return new BackboneLayers(model, keepsMaps);
            }

            return CreateInterpreted(model, keepsMaps, null);
        }

        /// <summary>Makes the layers after a model's trunk or backbone.</summary>
        /// <param name="model">The model, whose trunk does not comprise all layers.</param>
        /// <param name="keepsMaps">Whether all maps stay until the next frame.</param>
        /// <param name="room">Free while these layers run, or null.</param>
        /// <returns>The layers.</returns>
        public static InterpretedLayers CreateInterpreted(Model model, bool keepsMaps, long[] room)
        {
            return LaneLayers.Fit(model) ? new LaneLayers(model, keepsMaps, room) : new PlainLayers(model);
        }

        /// <summary>Gets what a trunk or backbone hands to the first interpreted layer, valid until the next frame; null without one.</summary>
        public virtual ActivationMap Handover
        {
            get { return null; }
        }

        /// <summary>Makes the network's input of a frame.</summary>
        /// <param name="frame">8-bit gray, row-major.</param>
        [Kernel]
        public abstract void Start(byte[] frame);

        /// <summary>Takes the first interpreted layer's input, where a trunk computes it.</summary>
        /// <param name="input">The map.</param>
        [Kernel]
        public abstract void Take(ActivationMap input);

        /// <summary>Runs a layer.</summary>
        /// <param name="index">The layer's index.</param>
        /// <returns>How many outputs would have exceeded the limit.</returns>
        [Kernel]
        public abstract int Forward(int index);

        /// <summary>Sums the output of the layer that ran last over the cells of a grid.</summary>
        /// <param name="index">The layer's index.</param>
        /// <param name="grid">P.</param>
        /// <param name="sums">Receives K·P² sums, channel-major.</param>
        /// <returns>The index of the first one: a trunk's have been there since it ran.</returns>
        [Kernel]
        public abstract int Pool(int index, int grid, int[] sums);

        /// <summary>Moves the weights of the layer that ran last.</summary>
        /// <param name="index">The layer's index.</param>
        /// <param name="signals">dz of each channel and cell.</param>
        /// <param name="stepCount">The training step.</param>
        /// <returns>How many masters and biases hit their limits.</returns>
        [Kernel]
        public abstract int Update(int index, int[] signals, int stepCount);

        /// <summary>Gets the output of a layer.</summary>
        /// <param name="index">The layer's index; −1 is the network's input.</param>
        /// <returns>The map, which the next step may overwrite; allocates.</returns>
        public abstract ActivationMap GetActivations(int index);
    }
}
