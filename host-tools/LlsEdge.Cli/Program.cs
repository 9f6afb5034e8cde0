using System.Text;
using LlsEdge.Cli.Commands;
using LlsEdge.Cli.Shell;

// A byte-order mark would spoil what is piped.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return CommandRunner.Run(CommandTree.Create(), args);
