using System.Collections.Concurrent;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Learning;

namespace LlsEdge.Host.Studies.Personalise;

/// <summary>
/// A factory model as the studies of rooms use it, with what its frozen layers make of each frame: computed once for a set, shared by methods and seeds.
/// </summary>
internal sealed class StudyModel
{
    /// <summary>The most weights of a layer that a board teaches above a large trunk: masters, copies and buffers must fit its heap.</summary>
    public const int MostTailWeights = 6000;

    private readonly byte[] _file;
    private readonly byte[] _tailed;
    private readonly ConcurrentDictionary<(ImageSet Set, bool Tailed), Lazy<TrunkFrame[]>> _frames = [];
    private readonly ConcurrentDictionary<ImageSet, Lazy<FrameFeatures>> _features = [];

    /// <summary>Takes a model.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="name">What to call it in errors.</param>
    public StudyModel(byte[] file, string name)
    {
        _file = file;
        Model model = ModelFile.Parse(file, name);
        ConvolutionLayer last = model.Layers[^1];
        _tailed = last.Weights.Length <= MostTailWeights || model.Layers.Length == Model.MaxLayers ? file : ModelFile.ToBytes(AppendTail(model));
    }

    /// <summary>Gets a value indicating whether the studies had to append a small last layer to teach.</summary>
    public bool GotTail => _tailed != _file;

    /// <summary>Loads the model anew.</summary>
    /// <param name="tailed">Whether with a last layer that is small enough to teach, for methods that teach it.</param>
    public Model Load(bool tailed) => ModelFile.Parse(tailed ? _tailed : _file, "the factory model");

    /// <summary>Gives what the layers below the last one make of a set's frames.</summary>
    /// <param name="set">The frames.</param>
    /// <param name="tailed">Of which model.</param>
    public TrunkFrame[] Frames(ImageSet set, bool tailed)
    {
        bool own = tailed && GotTail;
        return _frames.GetOrAdd((set, own), _ => new Lazy<TrunkFrame[]>(() => TrunkFrame.Of(() => Load(own), set))).Value;
    }

    /// <summary>Gives the readout's features of a set's frames.</summary>
    /// <param name="set">The frames.</param>
    public FrameFeatures Features(ImageSet set) =>
        _features.GetOrAdd(set, _ => new Lazy<FrameFeatures>(() => FrameFeatures.Of(Load(tailed: false), Frames(set, tailed: false)))).Value;

    private static Model AppendTail(Model model)
    {
        ConvolutionLayer last = model.Layers[^1];
        last.Learns = false;
        return IdentityTail.Append(
            model,
            new LayerDescription
            {
                Channels = last.OutputChannels,
                Kernel = 1,
                Stride = 1,
                Padding = 0,
                Pool = last.OutputSize <= 4 ? last.OutputSize : 1,
                ActivationExponent = last.OutputExponent,
                SignalExponent = 13,
                Copies = true,
            },
            RoomMethods.LlsRate);
    }
}
