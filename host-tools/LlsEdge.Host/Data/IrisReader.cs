using System.Globalization;

namespace LlsEdge.Host.Data;

/// <summary>
/// Reads Fisher's iris flowers from a CSV file: four lengths a row and the species, by name (as R writes it) or as 0, 1, 2 (as scikit-learn keeps it), with a
/// heading or without.
/// </summary>
public static class IrisReader
{
    private const int Measures = 4;
    private const string Remedy = "give the CSV file of the 150 iris flowers, four lengths in centimetres and the species a row";
    private static readonly string[] s_species = ["setosa", "versicolor", "virginica"];

    /// <summary>Reads all flowers.</summary>
    /// <param name="path">The CSV file.</param>
    /// <returns>Their lengths, and their species: 0 setosa, 1 versicolor, 2 virginica.</returns>
    /// <exception cref="DataException">The file cannot be read, or holds something else.</exception>
    public static (double[][] Lengths, int[] Species) Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new DataException("The iris flowers cannot be read", path, Remedy, cause);
        }

        List<double[]> lengths = [];
        List<int> species = [];
        for (int n = 0; n < lines.Length; n++)
        {
            string[] fields = [.. lines[n].Split(',').Select(field => field.Trim().Trim('"'))];
            if (lines[n].Trim().Length == 0)
            {
                continue;
            }

            // R writes the row's number first.
            double[]? row = fields.Length is Measures + 1 or Measures + 2 ? Numbers(fields[^(Measures + 1)..^1]) : null;
            int kind = Species(fields[^1]);
            if (row is not null && kind >= 0)
            {
                lengths.Add(row);
                species.Add(kind);
            }
            else if (n > 0)
            {
                throw new DataException($"Line {n + 1} is not a flower", path, Remedy);
            }
        }

        if (s_species.Where((_, kind) => !species.Contains(kind)).FirstOrDefault() is string missing)
        {
            throw new DataException($"There is no {missing} among its {species.Count} flowers", path, Remedy);
        }

        return ([.. lengths], [.. species]);
    }

    private static int Species(string field)
    {
        string name = field.StartsWith("Iris-", StringComparison.OrdinalIgnoreCase) ? field[5..] : field;
        int kind = Array.FindIndex(s_species, species => species.Equals(name, StringComparison.OrdinalIgnoreCase));
        return kind >= 0 ? kind : name is "0" or "1" or "2" ? name[0] - '0' : -1;
    }

    private static double[]? Numbers(string[] fields)
    {
        double[] numbers = new double[fields.Length];
        for (int j = 0; j < fields.Length; j++)
        {
            if (!double.TryParse(fields[j], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[j]) || !double.IsFinite(numbers[j]))
            {
                return null;
            }
        }

        return numbers;
    }
}
