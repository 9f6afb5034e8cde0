using System.Text;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Models;
using LlsEdge.Host.Training.Float;
using LlsEdge.Host.Training.Networks;
using Spectre.Console;

namespace LlsEdge.Cli.Bench;

/// <summary><c>bench --desk</c>: how fast this machine trains the paper's SmallConv in float.</summary>
internal sealed class DeskBench
{
    private const int DrawnFrames = 2048;

    private static readonly NetworkRule[] s_rules = [NetworkRule.Bp, NetworkRule.LlsMxm];

    private readonly NetworkDescription _network = NetworkDescription.Load(Path.Combine(AppContext.BaseDirectory, "models", "smallconv", "network.json"));
    private readonly NetworkTrainingOptions _options;
    private readonly string? _data;
    private readonly int _passes;

    private DeskBench(CommandContext context, DeskOptions options)
    {
        _options = new NetworkTrainingOptions
        {
            Batch = context.Require(options.Batch),
            Threads = context.Get(options.Threads) ?? Environment.ProcessorCount,
        };
        _data = context.Get(options.Data);
        _passes = context.Require(options.Passes);
    }

    /// <summary>Measures, or writes the PyTorch program.</summary>
    /// <param name="context">The command.</param>
    /// <param name="options">Its options.</param>
    /// <param name="output">A file for the result as JSON, or null.</param>
    public static void Run(CommandContext context, DeskOptions options, string? output)
    {
        var bench = new DeskBench(context, options);
        if (context.Get(options.PyTorch) is string file)
        {
            bench.WritePyTorch(context, file);
            return;
        }

        DeskResult result = context.WithProgress("Training", progress => bench.Measure(progress, context.Asked));
        var json = new { desk = result };
        if (output is not null)
        {
            OutputFile.Write(output, Encoding.UTF8.GetBytes(Json.Write(json) + "\n"));
        }

        context.GiveResult(json, console => DeskReport.WriteTo(console, result));
    }

    private void WritePyTorch(CommandContext context, string file)
    {
        OutputFile.Write(file, Encoding.UTF8.GetBytes(PyTorchScript.Write(_network, _options.Batch, _options.Rate)));
        context.GiveResult(new { file, network = _network.Name, _options.Batch }, console => console.WriteLine(
            $"{file}: trains {_network.Name} in batches of {_options.Batch}. Run it with: python3 {file} --threads {_options.Threads}"));
    }

    private DeskResult Measure(IWorkProgress progress, CancellationToken cancellation)
    {
        ImageSet set = _data is null ? NetworkBench.Draw(_network, Math.Max(DrawnFrames, _options.Batch)) : SetReader.Read(_data);
        double peak = FmaPeak.MeasureGflops(_options.Threads!.Value);
        var rules = new List<DeskRule>();
        foreach (NetworkRule rule in s_rules)
        {
            string name = NetworkRuleNames.Get(rule);
            progress.Say("Training by " + name);
            NetworkTrainingOptions options = _options with { Rule = rule };
            var part = new Part(progress, (double)rules.Count / s_rules.Length, 1.0 / s_rules.Length);
            rules.Add(new DeskRule(name, peak, NetworkBench.Run(_network, options, set, _passes, part, cancellation)));
        }

        return new DeskResult
        {
            Network = _network.Name,
            Batch = _options.Batch,
            Threads = _options.Threads!.Value,
            VectorBits = FmaPeak.VectorBits,
            PeakGflops = peak,
            Data = set.Source,
            Rules = rules,
        };
    }

    private sealed class Part(IWorkProgress whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * share));
    }
}
