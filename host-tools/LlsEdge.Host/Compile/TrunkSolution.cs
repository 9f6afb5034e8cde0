using System.Text;
using System.Text.RegularExpressions;
using LlsEdge.Host.Models;

namespace LlsEdge.Host.Compile;

/// <summary>Lists a trunk's library projects in the solution: nanoFramework's tools build a referenced project only from there.</summary>
public static class TrunkSolution
{
    private const string NanoProject = "{11A8DD76-328B-46DF-9F39-F559912D0360}";
    private static readonly string[] Configurations = ["Debug", "Release"];
    private static readonly string[] Platforms = ["Any CPU", "x64", "x86"];

    /// <summary>Lists the libraries in place of those that the trunk had before.</summary>
    /// <param name="sources">The trunk.</param>
    /// <param name="solution">The solution's path.</param>
    /// <exception cref="ModelException">The solution cannot be read or written.</exception>
    public static void List(TrunkSources sources, string solution)
    {
        ArgumentNullException.ThrowIfNull(sources);
        try
        {
            byte[] bytes = File.ReadAllBytes(solution);
            bool hasMark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
            string text = File.ReadAllText(solution);
            string end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
            text = Change(text.ReplaceLineEndings("\n"), sources).ReplaceLineEndings(end);
            File.WriteAllText(solution, text, new UTF8Encoding(hasMark));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Cannot list the trunk's projects in {solution}: {e.Message}", e);
        }
    }

    private static string Change(string text, TrunkSources sources)
    {
        string folder = $@"firmware\Trunk\{sources.Name}\";
        foreach (Match old in Regex.Matches(text, $@"Project\(""[^""]*""\) = ""[^""]*"", ""{Regex.Escape(folder)}[^""]*"", ""(\{{[^""]*\}})""\nEndProject\n"))
        {
            text = text.Replace(old.Value, string.Empty, StringComparison.Ordinal);
            text = Regex.Replace(text, $@"^\t\t{Regex.Escape(old.Groups[1].Value)}\..*\n", string.Empty, RegexOptions.Multiline);
        }

        var projects = new StringBuilder();
        var settings = new StringBuilder();
        foreach (string library in sources.Libraries)
        {
            string assembly = $"LlsEdge.Trunk.{library}";
            string guid = TrunkProject.GuidOf(assembly);
            projects.Append($"Project(\"{NanoProject}\") = \"{assembly}\", \"{folder}{library}\\{assembly}.nfproj\", \"{guid}\"\nEndProject\n");
            foreach (string configuration in Configurations)
            {
                foreach (string platform in Platforms)
                {
                    settings.Append($"\t\t{guid}.{configuration}|{platform}.ActiveCfg = {configuration}|Any CPU\n");
                    settings.Append($"\t\t{guid}.{configuration}|{platform}.Build.0 = {configuration}|Any CPU\n");
                }
            }
        }

        const string Global = "\nGlobal\n";
        const string Section = "\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n";
        text = text.Replace(Global, $"\n{projects}Global\n", StringComparison.Ordinal);
        return text.Replace(Section, Section + settings, StringComparison.Ordinal);
    }
}
