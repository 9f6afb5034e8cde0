using System.CommandLine;
using System.CommandLine.Help;
using LlsEdge.Cli.Commands.Config;
using LlsEdge.Cli.Commands.Doctor;
using LlsEdge.Cli.Commands.Studies;
using LlsEdge.Cli.Shell;

namespace LlsEdge.Cli.Commands;

/// <summary>All commands. A new one is one file in this folder and one line here.</summary>
internal static class CommandTree
{
    /// <summary>Builds the tree.</summary>
    /// <returns>Its root.</returns>
    public static RootCommand Create()
    {
        var root = new ShellRoot(
            "Trains a small network on an ESP32 with LLS, over a serial line.",
            "board run --model person.llsm",
            "train --data rooms/roomA-teach --port /dev/ttyUSB0",
            "eval --data rooms/roomA-test -p COM5 --json")
        {
            GlobalOptions.Port,
            GlobalOptions.Json,
            GlobalOptions.NonInteractive,
            GlobalOptions.NoColor,
            DemoCommand.Create(),
            new CommandGroup("data", "Look at data sets and make them.", DataInfoCommand.Create(), DataImportCommand.Create(), DataFetchCommand.Create()),
            new CommandGroup(
                "model",
                "Make models, look at them, move them.",
                ModelInitCommand.Create(),
                ModelTrainCommand.Create(),
                ModelImportCommand.Create(),
                ModelTableCommand.Create(),
                ModelInspectCommand.Create(),
                ModelCompileCommand.Create(),
                ModelPutCommand.Create(),
                ModelGetCommand.Create()),
            new CommandGroup(
                "board",
                "Run a virtual board, or ask a board about itself.",
                BoardRunCommand.Create(),
                BoardInfoCommand.Create(),
                BoardWatchCommand.Create(),
                BoardTeachCommand.Create(),
                BoardMovedCommand.Create(),
                BoardSnapshotCommand.Create(),
                BoardRebootCommand.Create(),
                BoardSettingsCommand.Create(),
                BoardTortureCommand.Create()),
            new CommandGroup(
                "study",
                "Measure methods against each other: tables, charts, JSON.",
                PersonaliseCommand.Create(),
                ForgettingCommand.Create(),
                VwwCommand.Create(),
                DigitsCommand.CreateFashion(),
                DigitsCommand.CreateMnist(),
                DigitsCommand.CreateBits(),
                DigitsCommand.CreateAblation(),
                AssociationCommand.Create(),
                CostCommand.Create()),
            FlashCommand.Create(),
            MonitorCommand.Create(),
            BenchCommand.Create(),
            CalibrateCommand.Create(),
            TrainCommand.Create(),
            EvalCommand.Create(),
            LogCommand.Create(),
            ReportCommand.Create(),
            StatsCommand.Create(),
            ModelStateCommands.CreateCommit(),
            ModelStateCommands.CreateRollback(),
            ModelStateCommands.CreateUndo(),
            ModelStateCommands.CreateFactory(),
            PortsCommand.Create(),
            StudioCommand.Create(),
            DoctorCommand.Create(),
            ConfigCommand.Create(),
            CompletionsCommand.Create(),
        };

        // Without the aliases /h and /?, which a shell would complete among files.
        var help = new HelpOption("--help", "-h", "-?");
        help.Action = new ExamplesHelp((HelpAction)help.Action!);
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(help);
        return root;
    }
}
