using LlsEdge.Host.Models;
using LlsEdge.Host.Training;

namespace LlsEdge.Cli.Demo;

/// <summary>How a demo is run.</summary>
/// <param name="Description">The model.</param>
/// <param name="Factory">How it is trained on the desk.</param>
/// <param name="CommandLine">The command that repeats the demo.</param>
internal sealed record DemoOptions(ModelDescription Description, FactoryOptions Factory, string CommandLine);
