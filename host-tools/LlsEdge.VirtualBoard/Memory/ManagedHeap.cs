using System.Runtime.InteropServices;
using System.Text;
using LlsEdge.VirtualBoard.Memory;
using LlsEdge.VirtualBoard.Metering;

namespace LlsEdge.VirtualBoard;

/// <summary>
/// The board's managed heap: every allocation of the firmware is charged with its size on the board. When it is full, what .NET's own collector finds
/// unreachable is given back; when that is not enough, the firmware gets an <see cref="OutOfMemoryException"/>.
/// </summary>
public sealed class ManagedHeap : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FrameState _frames;
    private readonly BoardModel _model;
    private readonly List<AllocationSite> _sites = [];
    private readonly List<Tracked> _tracked = [];
    private readonly long _collectEvery;
    private long _allocated;
    private long _sinceCollection;
    private long _peakStack;
    private bool _peakIsNew;
    private Dictionary<int, (int Objects, long Bytes)> _peak = [];

    internal ManagedHeap(FrameState frames, BoardModel model, int capacity, int collectEvery)
    {
        _frames = frames;
        _model = model;
        _collectEvery = collectEvery == 0 ? long.MaxValue : collectEvery;
        Capacity = capacity;
    }

    /// <summary>Gets the heap's size in bytes.</summary>
    public int Capacity { get; }

    /// <summary>Gets the bytes that the loaded assemblies take; an estimate.</summary>
    public int ReservedBytes { get; internal set; }

    /// <summary>Gets the bytes in use, objects that wait for a collection included.</summary>
    public long UsedBytes => ReservedBytes + _allocated + _frames.Stack;

    /// <summary>Gets the highest number of bytes that were in use.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Gets the highest number of bytes that a collection has found alive.</summary>
    public long PeakLiveBytes { get; private set; }

    /// <summary>Gets the bytes allocated since the boot, given back or not.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Gets the number of collections since the boot.</summary>
    public int Collections { get; private set; }

    /// <summary>Gets the number of free bytes.</summary>
    public long FreeBytes => Math.Max(0, Capacity - UsedBytes);

    /// <summary>Collects, and gives the bytes still in use: reachable objects, live frames, loaded assemblies.</summary>
    public long Collect()
    {
        lock (_gate)
        {
            return Sweep();
        }
    }

    /// <summary>Gives the reachable objects' bytes by type, most first. Collects.</summary>
    public IReadOnlyList<HeapShare> LiveByType()
    {
        return Live(site => site.Type);
    }

    /// <summary>Gives the reachable objects' bytes by the method that allocated them, most first. Collects.</summary>
    public IReadOnlyList<HeapShare> LiveBySite()
    {
        return Live(site => site.Type + " in " + site.Method);
    }

    /// <summary>
    /// Gives what made up <see cref="PeakBytes"/> by type, most first. Exact if the heap collects at every allocation
    /// (<see cref="VirtualBoardOptions.CollectEveryBytes"/> of 1).
    /// </summary>
    public IReadOnlyList<HeapShare> PeakByType()
    {
        return Peak(site => site.Type);
    }

    /// <summary>Gives what made up <see cref="PeakBytes"/> by the method that allocated it, most first; as exact as <see cref="PeakByType"/>.</summary>
    public IReadOnlyList<HeapShare> PeakBySite()
    {
        return Peak(site => site.Type + " in " + site.Method);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Tracked tracked in _tracked)
            {
                tracked.Handle.Free();
            }

            _tracked.Clear();
        }
    }

    internal int AddSite(AllocationSite site)
    {
        _sites.Add(site);
        return _sites.Count - 1;
    }

    internal void Boot()
    {
        Dispose();
        _allocated = 0;
        _sinceCollection = 0;
        AllocatedBytes = 0;
        Collections = 0;
        PeakLiveBytes = 0;
        PeakBytes = UsedBytes;
        _peak = [];
        _peakStack = 0;
        _peakIsNew = false;
        SetTripwire();
    }

    /// <summary>Takes memory for an object whose constructor runs next.</summary>
    internal void Reserve(int site)
    {
        int size = _sites[site].Size;
        Charge(size);
        _frames.Pending += size;
    }

    /// <summary>Ties reserved memory to the finished object.</summary>
    internal void Bind(object target, int site)
    {
        int size = _sites[site].Size;
        _frames.Pending -= size;
        Track(target, size, site);
    }

    internal void AddFixed(object target, int site)
    {
        int size = _sites[site].Size;
        Charge(size);
        Track(target, size, site);
    }

    internal void AddArray(Array target, int site)
    {
        // An array that came as a plain object tells the size of its elements itself.
        bool isPlain = target.GetType().GetElementType()!.IsPrimitive;
        int known = _sites[site].ElementSize;
        long bytes = isPlain ? Buffer.ByteLength(target) : target.LongLength * (known > 0 ? known : _model.Layout("perField"));
        int size = (int)Math.Min(int.MaxValue / 2, _model.Layout("arrayHeader") + RoundUp(bytes));
        Charge(size);
        Track(target, size, site);
    }

    internal void AddString(string target, int site)
    {
        int size = (int)RoundUp(_model.Layout("stringHeader") + Encoding.UTF8.GetByteCount(target) + 1);
        Charge(size);
        if (target.Length > 0)
        {
            // .NET has only one empty string, and it never dies.
            Track(target, size, site);
        }
    }

    /// <summary>Takes memory that nothing refers to once it is used: a copied struct.</summary>
    internal void AddGarbage(int size)
    {
        Charge(size);
    }

    internal void EnterStructs(int size)
    {
        Charge(size);
        _frames.Structs += size;
    }

    /// <summary>Looks at a new frame that has risen above the tripwire.</summary>
    internal void PushedFrame(int size)
    {
        lock (_gate)
        {
            // A frame is an allocation as any other: a peak is exact only if what nobody refers to is gone before it.
            bool due = UsedBytes > Capacity || _sinceCollection + size > _collectEvery;
            if (due && Sweep() > Capacity)
            {
                _frames.Stack -= size;
                throw Full(size);
            }

            Touch();
        }
    }

    private long Sweep()
    {
        KeepPeak();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        long live = 0;
        int kept = 0;
        for (int i = 0; i < _tracked.Count; i++)
        {
            Tracked tracked = _tracked[i];
            if (tracked.Handle.Target is null)
            {
                tracked.Handle.Free();
            }
            else
            {
                live += tracked.Size;
                _tracked[kept++] = tracked;
            }
        }

        _tracked.RemoveRange(kept, _tracked.Count - kept);
        _allocated = live + _frames.Structs + _frames.Pending;
        _sinceCollection = 0;
        Collections++;
        PeakLiveBytes = Math.Max(PeakLiveBytes, UsedBytes);
        SetTripwire();
        return UsedBytes;
    }

    private long RoundUp(long bytes)
    {
        int block = _model.Layout("block");
        return (bytes + block - 1) / block * block;
    }

    private void Charge(int size)
    {
        lock (_gate)
        {
            bool due = UsedBytes + size > Capacity || _sinceCollection + size > _collectEvery;
            if (due && Sweep() + size > Capacity)
            {
                throw Full(size);
            }

            _allocated += size;
            _sinceCollection += size;
            AllocatedBytes += size;
            Touch();
        }
    }

    private void Track(object target, int size, int site)
    {
        lock (_gate)
        {
            _tracked.Add(new Tracked(GCHandle.Alloc(target, GCHandleType.Weak), size, site));
        }
    }

    private void Touch()
    {
        if (UsedBytes > PeakBytes)
        {
            PeakBytes = UsedBytes;
            _peakStack = _frames.Stack;
            _peakIsNew = true;
        }

        SetTripwire();
    }

    /// <summary>Remembers what the objects of a new peak are before a collection takes some away.</summary>
    private void KeepPeak()
    {
        if (_peakIsNew)
        {
            _peakIsNew = false;
            _peak = _tracked.GroupBy(tracked => tracked.Site).ToDictionary(group => group.Key, group => (group.Count(), group.Sum(tracked => (long)tracked.Size)));
        }
    }

    private List<HeapShare> Peak(Func<AllocationSite, string> key)
    {
        lock (_gate)
        {
            KeepPeak();
            List<HeapShare> shares =
            [
                .. _peak.GroupBy(share => key(_sites[share.Key]), StringComparer.Ordinal)
                    .Select(group => new HeapShare(group.Key, group.Sum(share => share.Value.Objects), group.Sum(share => share.Value.Bytes))),
                new HeapShare("loaded assemblies", 1, ReservedBytes),
                new HeapShare("stack frames", 1, _peakStack),
            ];
            long rest = PeakBytes - shares.Sum(share => share.Bytes);
            if (rest > 0)
            {
                shares.Add(new HeapShare("structs and objects under construction", 1, rest));
            }

            return [.. shares.OrderByDescending(share => share.Bytes).ThenBy(share => share.Name, StringComparer.Ordinal)];
        }
    }

    private void SetTripwire()
    {
        _frames.Tripwire = Math.Min(PeakBytes, Capacity) - ReservedBytes - _allocated;
    }

#pragma warning disable CA2201 // The firmware must get the very exception that it gets on the board.
    private OutOfMemoryException Full(int size)
    {
        return new OutOfMemoryException($"The board's managed heap of {Capacity} bytes is full: {UsedBytes} bytes are in use, {size} more were asked for.");
    }
#pragma warning restore CA2201

    private List<HeapShare> Live(Func<AllocationSite, string> key)
    {
        lock (_gate)
        {
            _ = Sweep();
            return
            [
                .. _tracked.GroupBy(tracked => key(_sites[tracked.Site]), StringComparer.Ordinal)
                    .Select(group => new HeapShare(group.Key, group.Count(), group.Sum(tracked => (long)tracked.Size)))
                    .OrderByDescending(share => share.Bytes).ThenBy(share => share.Name, StringComparer.Ordinal),
            ];
        }
    }

    private readonly record struct Tracked(GCHandle Handle, int Size, int Site);
}
