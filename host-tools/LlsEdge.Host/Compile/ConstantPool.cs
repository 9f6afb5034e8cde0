namespace LlsEdge.Host.Compile;

/// <summary>Which constants of a method are kept in locals: those used most often, as far as there is room. Emitting twice fills it, then uses it.</summary>
internal sealed class ConstantPool
{
    private readonly Dictionary<long, int> _uses = [];
    private readonly Dictionary<long, string> _names = [];

    /// <summary>Gets the constants with their locals.</summary>
    public IEnumerable<KeyValuePair<long, string>> Locals => _names;

    public Expression Get(long value)
    {
        _uses[value] = _uses.GetValueOrDefault(value) + 1;
        return _names.TryGetValue(value, out string? name) ? Expression.Local(name) : Expression.Constant(value);
    }

    /// <summary>Gives locals to the constants that have been asked for most often.</summary>
    /// <param name="room">The most locals.</param>
    public void Settle(int room)
    {
        foreach ((long value, int _) in _uses.Where(use => use.Value > 2).OrderByDescending(use => use.Value).ThenBy(use => use.Key).Take(room))
        {
            _names.Add(value, $"m{_names.Count}");
        }

        _uses.Clear();
    }
}
