using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Scenes;
using LlsEdge.Host.Studies.Forgetting;
using LlsEdge.Host.Studies.Personalise;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary><c>study forgetting</c>: what a model that is taught one room forgets of all others.</summary>
internal static class ForgettingCommand
{
    private const int DrawnFrames = 600;
    private const int DrawnSeed = 999;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var source = new RoomsSource();
        var session = new StudySession("forgetting");
        return session.Create(
            "What a model that is taught one room forgets: of other cameras, and of that room while it is taught another.",
            context =>
            {
                (byte[] factory, string name) = source.Factory(context, context.Get(session.Quick));
                return ForgettingStudy.Plan(new PersonaliseOptions
                {
                    Factory = factory,
                    FactoryName = name,
                    Rooms = source.Rooms(context),
                    General = context.Get(source.General) is string set ? SetReader.Read(set, ClassNames.Person)
                        : context.Get(source.Data) is null ? SceneSet.Factory(DrawnFrames, DrawnSeed) : null,
                    Seeds = session.SeedCount(context),
                });
            },
            hasSeeds: true,
            [source.Data, source.Model, source.General],
            "study forgetting",
            "study forgetting --quick --json",
            "study forgetting --data rooms --general photographs/test");
    }
}
