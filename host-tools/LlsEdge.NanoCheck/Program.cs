using LlsEdge.NanoCheck;

const int Clean = 0;
const int Violated = 1;
const int Misused = 2;

string? assembly = null;
List<string> surfaces = [];
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--surface" && i + 1 < args.Length)
    {
        surfaces.AddRange(args[++i].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
    else if (assembly is null && !args[i].StartsWith('-'))
    {
        assembly = args[i];
    }
    else
    {
        return Misuse($"'{args[i]}' is not understood.");
    }
}

if (assembly is null)
{
    return Misuse("No assembly is named.");
}

if (surfaces.Prepend(assembly).FirstOrDefault(path => !File.Exists(path)) is { } missing)
{
    return Misuse($"'{missing}' does not exist; build it first.");
}

IReadOnlyList<Violation> violations = Checker.Check(assembly, surfaces);
foreach (Violation violation in violations)
{
    Console.WriteLine(violation);
}

return violations.Count == 0 ? Clean : Violated;

static int Misuse(string what)
{
    Console.Error.WriteLine($"{what} Usage: NanoCheck <assembly> --surface <surface.dll>[;<surface.dll>…] [--surface …]");
    return Misused;
}
