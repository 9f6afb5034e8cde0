using System.Globalization;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Training.Networks;

/// <summary>
/// Writes a PyTorch program that trains the same network: same stages, batch norm, slope, batch; AdamW, which PyTorch has instead of the schedule-free
/// one. It measures as <see cref="NetworkBench"/> does, in both of PyTorch's memory formats, and gives the faster.
/// </summary>
public static class PyTorchScript
{
    /// <summary>Writes the program.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Frames of a batch, unless the program is told otherwise.</param>
    /// <param name="rate">AdamW's rate.</param>
    /// <returns>Python.</returns>
    public static string Write(NetworkDescription network, int batch, double rate)
    {
        ArgumentNullException.ThrowIfNull(network);
        string layers = string.Join("\n", Layers(network).Select(layer => $"        {layer},"));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            # {{network.Name}}, trained by back-propagation in PyTorch on the CPU: images a second.
            # Written by 'llsedge bench --desk --write-pytorch FILE'. Compare: llsedge bench --desk --threads N --batch B --json
            import argparse, json, statistics, time

            import torch
            from torch import nn

            CHANNELS, SIZE, CLASSES = {{network.Channels}}, {{network.FrameSize}}, {{network.ClassCount}}


            def network():
                return nn.Sequential(
            {{layers}}
                )


            def measure(memory_format, options, warm_up=2.0, length=1.0):
                torch.manual_seed(1)
                model = network().to(memory_format=memory_format).train()
                if options.compile:
                    model = torch.compile(model)
                loss_of = nn.CrossEntropyLoss()
                optimiser = torch.optim.AdamW(model.parameters(), lr={{rate}}, weight_decay=0.0, **({"fused": True} if options.fused else {}))
                batches = [
                    (
                        torch.rand(options.batch, CHANNELS, SIZE, SIZE).contiguous(memory_format=memory_format),
                        torch.arange(i, i + options.batch) % CLASSES,
                    )
                    for i in range(16)
                ]

                def train(seconds):
                    steps, start = 0, time.perf_counter()
                    while time.perf_counter() - start < seconds:
                        x, y = batches[steps % len(batches)]
                        optimiser.zero_grad(set_to_none=True)
                        loss_of(model(x), y).backward()
                        optimiser.step()
                        steps += 1
                    return steps * options.batch / (time.perf_counter() - start)

                train(warm_up)
                return [train(length) for _ in range(options.passes)]


            parser = argparse.ArgumentParser()
            parser.add_argument("--threads", type=int, default=torch.get_num_threads())
            parser.add_argument("--batch", type=int, default={{batch}})
            parser.add_argument("--passes", type=int, default=7)
            parser.add_argument("--compile", action="store_true", help="train the model that torch.compile makes; needs a C++ compiler")
            parser.add_argument("--fused", action="store_true", help="AdamW as one kernel, in versions that have it on the CPU")
            options = parser.parse_args()
            torch.set_num_threads(options.threads)
            formats = {}
            for name in ("contiguous_format", "channels_last"):
                rates = measure(getattr(torch, name), options)
                formats[name] = {"imagesPerSecond": statistics.median(rates), "fastestImagesPerSecond": max(rates)}
            best = max(formats, key=lambda name: formats[name]["imagesPerSecond"])
            print(json.dumps({"pytorch": {
                "version": torch.__version__, "network": "{{network.Name}}", "batch": options.batch, "threads": torch.get_num_threads(),
                "compile": options.compile, "fused": options.fused, "format": best, "formats": formats, **formats[best],
            } }))

            """);
    }

    private static IEnumerable<string> Layers(NetworkDescription network)
    {
        int channels = network.Channels;
        int side = network.FrameSize;
        foreach (NetworkStage stage in network.Stages)
        {
            switch (stage.Kind)
            {
                case NetworkStageKind.Convolution or NetworkStageKind.Depthwise:
                    bool depthwise = stage.Kind == NetworkStageKind.Depthwise;
                    int outputs = depthwise ? channels : stage.Channels;
                    yield return $"nn.Conv2d({channels}, {outputs}, {stage.Kernel}, stride={stage.Stride}, padding={stage.Kernel / 2}, "
                        + $"{(depthwise ? $"groups={channels}, " : "")}bias=False)";
                    yield return $"nn.BatchNorm2d({outputs})";
                    yield return Activation(network);
                    channels = outputs;
                    side = ((side + (2 * (stage.Kernel / 2)) - stage.Kernel) / stage.Stride) + 1;
                    break;
                case NetworkStageKind.MaxPool:
                    yield return "nn.MaxPool2d(2)";
                    side /= 2;
                    break;
                case NetworkStageKind.AveragePool:
                    yield return $"nn.AdaptiveAvgPool2d({stage.Pool})";
                    side = stage.Pool;
                    break;
                default:
                    yield return "nn.Flatten()";
                    yield return $"nn.Linear({channels * side * side}, {stage.Channels}, bias=False)";
                    yield return $"nn.BatchNorm1d({stage.Channels})";
                    yield return Activation(network);
                    channels = stage.Channels;
                    side = 1;
                    break;
            }
        }

        yield return "nn.Flatten()";
        yield return $"nn.Linear({channels * side * side}, {network.ClassCount})";
    }

    private static string Activation(NetworkDescription network) =>
        string.Create(CultureInfo.InvariantCulture, $"nn.LeakyReLU({network.NegativeSlope}, inplace=True)");
}
