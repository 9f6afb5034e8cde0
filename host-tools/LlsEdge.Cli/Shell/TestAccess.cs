using System.Runtime.CompilerServices;

// The tests walk the command tree.
[assembly: InternalsVisibleTo("LlsEdge.Cli.Tests")]
