using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Host.Models;
using LlsEdge.Host.Scenes;
using LlsEdge.Host.Studies.Personalise;
using LlsEdge.Host.Training;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary>The rooms and the factory model of a study: a folder of photographs and a committed model, or drawn rooms and a model trained on drawn scenes.</summary>
internal sealed class RoomsSource
{
    private const int DrawnFrames = 3000;
    private const int DrawnEpochs = 14;
    private const int QuickEpochs = 4;
    private static readonly int[] s_drawnRooms = [1, 2, 3, 4];

    /// <summary>Gets the folder of rooms.</summary>
    public Option<string?> Data { get; } = new("--data")
    {
        Description = "A folder with the sets NAME-teach and NAME-test of rooms; default: four drawn rooms.",
        HelpName = "folder",
    };

    /// <summary>Gets the factory model.</summary>
    public Option<string?> Model { get; } = new("--model")
    {
        Description = $"The factory model; default: {DefaultFactoryModel.Name}, without --data room48, trained on drawn scenes as in the demo.",
        HelpName = "file",
    };

    /// <summary>Gets frames of other cameras.</summary>
    public Option<string?> General { get; } = new("--general")
    {
        Description = "A set of other cameras' frames, to see what a taught model forgets.",
        HelpName = "set",
    };

    /// <summary>Gets the rooms.</summary>
    /// <param name="context">The command line.</param>
    public IReadOnlyList<Room> Rooms(CommandContext context) => context.Get(Data) is string folder ? Room.Read(folder) : [.. s_drawnRooms.Select(Room.Draw)];

    /// <summary>Loads the factory model, or trains it.</summary>
    /// <param name="context">The command line.</param>
    /// <param name="quick">Whether to train it for fewer epochs.</param>
    public (byte[] Bytes, string Name) Factory(CommandContext context, bool quick)
    {
        if ((context.Get(Model) ?? (context.Get(Data) is null ? null : DefaultFactoryModel.Path)) is string file)
        {
            LlsEdge.Learning.Model model = ModelFile.Load(file);
            return model.Backbone is null
                ? (ModelFile.ToBytes(model), "the factory model " + Path.GetFileName(file))
                : throw new ModelException($"{file} has an imported backbone, and the studies compare rules on a model whose layers are its own: give another.");
        }

        ModelDescription description = ModelDescription.Load(Path.Combine(AppContext.BaseDirectory, "models", "room48", "model.json"));
        var options = new FactoryOptions { Epochs = quick ? QuickEpochs : DrawnEpochs };
        CommandContext.Note(
            $"Training the factory model {description.Name} on {DrawnFrames} drawn scenes, {options.Epochs} epochs, a minute or two.");
        byte[] bytes = context.WithProgress(
            "Training " + description.Name,
            progress => ModelFile.ToBytes(
                new FactoryTrainer(description, SceneSet.Factory(DrawnFrames, options.Seed), options).Train(progress, cancellation: context.Asked)));
        return (bytes, $"the factory model {description.Name}, trained on {DrawnFrames} drawn scenes in {options.Epochs} epochs");
    }
}
