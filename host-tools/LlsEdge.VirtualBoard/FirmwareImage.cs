using System.Reflection;
using LlsEdge.VirtualBoard.Loading;

namespace LlsEdge.VirtualBoard;

/// <summary>
/// The firmware's assemblies, loaded but not started: tests call its classes directly, with instructions counted and memory accounted as on the board.
/// </summary>
public sealed class FirmwareImage : IDisposable
{
    private const BindingFlags Visible = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions;

    private readonly Machine _machine;
    private readonly FirmwareLoadContext _context;
    private readonly List<Assembly> _assemblies;

    private FirmwareImage(string path, VirtualBoardOptions options)
    {
        _machine = new Machine(options);
        (_context, _assemblies) = new FirmwareProgram(path, _machine).Boot();
    }

    /// <summary>Gets the firmware's assemblies as they run here.</summary>
    public IReadOnlyList<Assembly> Assemblies => _assemblies;

    /// <summary>Gets the counters.</summary>
    public Meter Meter => _machine.Meter;

    /// <summary>Gets the managed heap.</summary>
    public ManagedHeap Heap => _machine.Heap;

    /// <summary>Gets the board's clock.</summary>
    public VirtualClock Clock => _machine.Clock;

    /// <summary>Loads a firmware and runs its static constructors.</summary>
    /// <param name="path">The firmware's assembly.</param>
    /// <param name="options">The board; defaults if null.</param>
    /// <exception cref="FirmwareNotSupportedException">The firmware uses something that the virtual board does not have.</exception>
    public static FirmwareImage Load(string path, VirtualBoardOptions? options = null)
    {
        return new FirmwareImage(path, options ?? new VirtualBoardOptions());
    }

    /// <summary>Gives one of the firmware's types.</summary>
    /// <param name="fullName">The type's name with its namespace.</param>
    /// <exception cref="ArgumentException">No assembly of the firmware has this type.</exception>
    public Type GetType(string fullName)
    {
        foreach (Assembly assembly in _assemblies)
        {
            if (assembly.GetType(fullName) is Type type)
            {
                return type;
            }
        }

        throw new ArgumentException($"The firmware has no type {fullName}.", nameof(fullName));
    }

    /// <summary>Calls a static method. An exception comes out as it is.</summary>
    /// <param name="typeName">The type's name with its namespace.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="arguments">The arguments.</param>
    public object? Invoke(string typeName, string method, params object?[] arguments)
    {
        return Guard(() => GetType(typeName).InvokeMember(method, BindingFlags.InvokeMethod | BindingFlags.Static | Visible, null, null, arguments));
    }

    /// <summary>Makes an object.</summary>
    /// <param name="typeName">The type's name with its namespace.</param>
    /// <param name="arguments">The constructor's arguments.</param>
    public object Create(string typeName, params object?[] arguments)
    {
        return Guard(() => Activator.CreateInstance(GetType(typeName), BindingFlags.Instance | Visible, null, arguments, null))!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _context.Unload();
        _machine.Dispose();
    }

    /// <summary>Takes the frames that an exception has left behind off the account.</summary>
    private object? Guard(Func<object?> call)
    {
        (long stack, long structs, long pending) = (_machine.Frames.Stack, _machine.Frames.Structs, _machine.Frames.Pending);
        try
        {
            return call();
        }
        catch
        {
            _machine.Frames.Unwind(stack, structs, pending);
            throw;
        }
    }
}
