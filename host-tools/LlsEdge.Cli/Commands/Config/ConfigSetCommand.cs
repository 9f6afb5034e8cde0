using System.CommandLine;
using LlsEdge.Cli.Shell;
using LlsEdge.Cli.Shell.Config;
using Spectre.Console;

namespace LlsEdge.Cli.Commands.Config;

/// <summary><c>config set</c> and <c>config unset</c>: change a file of options.</summary>
internal static class ConfigSetCommand
{
    /// <summary>Creates the command that sets an option.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand Create()
    {
        Argument<string> key = CreateKey();
        var values = new Argument<string[]>("value") { Description = "Its value; several where the option takes several.", Arity = ArgumentArity.OneOrMore };
        Option<bool> user = CreateUser();
        return new ShellCommand(
            "set",
            "Set an option in the project's llsedge.json, which is made here if there is none above, or in the user's.",
            context => Set(context, context.Require(key), context.Require(values), context.Get(user)),
            "config set port COM7",
            "config set model.train.epochs 20",
            "config set studio.no-browser true --user")
        {
            key,
            values,
            user,
        }.ThatRunsWithBadConfiguration();
    }

    /// <summary>Creates the command that takes an option out.</summary>
    /// <returns>The command.</returns>
    public static ShellCommand CreateUnset()
    {
        Argument<string> key = CreateKey();
        Option<bool> user = CreateUser();
        return new ShellCommand(
            "unset",
            "Take an option out of the project's or the user's llsedge.json.",
            context => Unset(context, context.Require(key), context.Get(user)),
            "config unset model.train.epochs",
            "config unset port --user")
        {
            key,
            user,
        }.ThatRunsWithBadConfiguration();
    }

    private static Argument<string> CreateKey()
    {
        var key = new Argument<string>("key") { Description = "The option: the command's words and the option's name with dots between." };
        key.CompletionSources.Add(context => new ConfigKeys((RootCommand)context.ParseResult.RootCommandResult.Command).All.Select(known => known.Name));
        return key;
    }

    private static Option<bool> CreateUser() => new("--user") { Description = "In the user's file, which holds for all projects." };

    private static void Set(CommandContext context, string name, string[] values, bool user)
    {
        var keys = new ConfigKeys(context.Root);
        ConfigKey key = keys.Find(name) ?? throw new CommandException(ExitCode.Usage, Sentence(keys.Refuse(name)));
        if (key.FindProblem(context.Root, values) is string problem)
        {
            throw new CommandException(ExitCode.Usage, $"{key.Name} {problem}.");
        }

        string path = PathOf(user);
        ConfigWriter.Set(path, key, values);
        context.GiveResult(new { key = key.Name, value = values, file = path }, console => console.WriteLine($"{key.Name} = {string.Join(", ", values)} in {path}"));
        if (Configuration.Load(context.Root).Find(key) is ConfiguredValue { Place: string place } && place != path)
        {
            CommandContext.Note($"{place} sets {key.Name} too, and is the stronger.");
        }
    }

    private static void Unset(CommandContext context, string name, bool user)
    {
        string path = PathOf(user);
        if (!ConfigWriter.Unset(path, name))
        {
            throw new CommandException(ExitCode.Usage, $"{path} does not set '{name}': 'llsedge config' shows what is set, and where.");
        }

        context.GiveResult(new { key = name, file = path }, console => console.WriteLine($"{name} is out of {path}"));
    }

    private static string PathOf(bool user)
    {
        ConfigPlaces places = ConfigPlaces.OfThisProcess();
        return user ? places.User : places.Project ?? places.NewProject;
    }

    private static string Sentence(string part) => char.ToUpperInvariant(part[0]) + part[1..] + ".";
}
