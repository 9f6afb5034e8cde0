using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Models;
using LlsEdge.Host.Scenes;
using LlsEdge.Host.Studies.Personalise;
using LlsEdge.Host.Training;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary><c>study personalise</c>: a factory model, one room, a few labelled frames, every method.</summary>
internal static class PersonaliseCommand
{
    private const int DrawnFrames = 3000;
    private const int DrawnEpochs = 14;
    private const int QuickEpochs = 4;
    private static readonly int[] s_drawnRooms = [1, 2, 3, 4];

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var data = new Option<string?>("--data")
        {
            Description = "A folder with the IDX sets NAME-teach and NAME-test of rooms; default: four drawn rooms.",
            HelpName = "folder",
        };
        var model = new Option<string?>("--model")
        {
            Description = "The factory model; default: room48, trained on drawn scenes as in the demo.",
            HelpName = "file",
        };
        var general = new Option<string?>("--general")
        {
            Description = "An IDX set of other cameras' frames, to see what a taught model forgets.",
            HelpName = "set",
        };
        var session = new StudySession("personalise");
        return session.Create(
            "How well a factory model fits one room after 10 to 200 labelled frames, by every method.",
            context =>
            {
                (byte[] factory, string name) = LoadFactory(context, context.Get(model), context.Get(session.Quick));
                return PersonaliseStudy.Plan(new PersonaliseOptions
                {
                    Factory = factory,
                    FactoryName = name,
                    Rooms = context.Get(data) is string folder ? Room.Read(folder) : [.. s_drawnRooms.Select(Room.Draw)],
                    General = context.Get(general) is string set ? IdxReader.Read(set, ClassNames.Person) : null,
                    Seeds = session.SeedCount(context),
                    Quick = context.Get(session.Quick),
                });
            },
            hasSeeds: true,
            [data, model, general],
            "study personalise",
            "study personalise --quick --json",
            "study personalise --data ../shared/data/rooms96 --model factory.llsm --general ../shared/data/vww96/test");
    }

    private static (byte[] Bytes, string Name) LoadFactory(CommandContext context, string? file, bool quick)
    {
        if (file is not null)
        {
            return (ModelFile.ToBytes(ModelFile.Load(file)), "the factory model " + Path.GetFileName(file));
        }

        ModelDescription description = ModelDescription.Load(Path.Combine(AppContext.BaseDirectory, "models", "room48", "model.json"));
        var options = new FactoryOptions { Epochs = quick ? QuickEpochs : DrawnEpochs };
        CommandContext.Note(
            $"personalise: training the factory model {description.Name} on {DrawnFrames} drawn scenes, {options.Epochs} epochs, a minute or two.");
        byte[] bytes = context.WithProgress(
            "Training " + description.Name,
            progress => ModelFile.ToBytes(
                new FactoryTrainer(description, SceneSet.Factory(DrawnFrames, options.Seed), options).Train(progress, context.Asked)));
        return (bytes, $"the factory model {description.Name}, trained on {DrawnFrames} drawn scenes in {options.Epochs} epochs");
    }
}
