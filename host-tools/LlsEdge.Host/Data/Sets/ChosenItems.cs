using System.Collections;

namespace LlsEdge.Host.Data.Sets;

/// <summary>Some items of a list, in another order, without a copy of them.</summary>
internal sealed class ChosenItems<T>(IReadOnlyList<T> all, int[] chosen) : IReadOnlyList<T>
{
    public int Count => chosen.Length;

    public T this[int index] => all[chosen[index]];

    public IEnumerator<T> GetEnumerator()
    {
        foreach (int index in chosen)
        {
            yield return all[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
