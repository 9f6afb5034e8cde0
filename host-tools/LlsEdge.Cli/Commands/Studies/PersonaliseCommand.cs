using LlsEdge.Cli.Shell;
using LlsEdge.Host.Data;
using LlsEdge.Host.Data.Sets;
using LlsEdge.Host.Studies.Personalise;

namespace LlsEdge.Cli.Commands.Studies;

/// <summary><c>study personalise</c>: a factory model, one room, a few labelled frames, every method.</summary>
internal static class PersonaliseCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        var source = new RoomsSource();
        var session = new StudySession("personalise");
        return session.Create(
            "How well a factory model fits one room after 10 to 200 labelled frames, by every method.",
            context =>
            {
                (byte[] factory, string name) = source.Factory(context, context.Get(session.Quick));
                return PersonaliseStudy.Plan(new PersonaliseOptions
                {
                    Factory = factory,
                    FactoryName = name,
                    Rooms = source.Rooms(context),
                    General = context.Get(source.General) is string set ? SetReader.Read(set, ClassNames.Person) : null,
                    Seeds = session.SeedCount(context),
                    Quick = context.Get(session.Quick),
                });
            },
            hasSeeds: true,
            [source.Data, source.Model, source.General],
            "study personalise",
            "study personalise --quick --json",
            "study personalise --data rooms",
            "study personalise --data rooms --model factory.llsm --general photographs/test");
    }
}
