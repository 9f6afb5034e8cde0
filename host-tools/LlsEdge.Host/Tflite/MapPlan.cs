namespace LlsEdge.Host.Tflite;

/// <summary>Finds a place in one memory for each map, so that those needed at the same time do not overlap: large ones first, each as low as it can lie.</summary>
internal static class MapPlan
{
    /// <summary>Places maps.</summary>
    /// <param name="maps">For each tensor: its length, the first and the last operation during which it is needed.</param>
    /// <returns>Each tensor's place, and the length of the memory.</returns>
    public static (Dictionary<int, int> Places, int Length) Make(IReadOnlyDictionary<int, (int Length, int First, int Last)> maps)
    {
        var placed = new List<(int Tensor, int Start, int End)>();
        foreach ((int tensor, (int length, int first, int last)) in maps.OrderByDescending(map => map.Value.Length).ThenBy(map => map.Value.First))
        {
            int start = 0;
            foreach ((_, int other, int end) in placed.Where(p => maps[p.Tensor].First <= last && maps[p.Tensor].Last >= first).OrderBy(p => p.Start))
            {
                if (other >= start + length)
                {
                    break;
                }

                start = Math.Max(start, end);
            }

            placed.Add((tensor, start, start + length));
        }

        return (placed.ToDictionary(p => p.Tensor, p => p.Start), placed.Max(p => p.End));
    }
}
