namespace LlsEdge.VirtualBoard;

/// <summary>The board's pins as the world outside sees them: press its buttons, watch its lights.</summary>
public sealed class BoardGpio
{
    private const int LongestTrace = 100_000;

    private readonly Machine _machine;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Pin> _pins = [];
    private readonly Queue<(int Pin, bool High)> _edges = new();
    private readonly Queue<PinChange> _trace = new();
    private readonly List<PinEvent> _script;

    internal BoardGpio(Machine machine, IEnumerable<PinEvent> script)
    {
        _machine = machine;
        _script = [.. script.OrderBy(happening => happening.At)];
        NextEvent = NextOfScript();
    }

    /// <summary>Raised when the firmware changes the level of an output, on the firmware's thread.</summary>
    public event EventHandler<PinLevel>? OutputChanged;

    /// <summary>Gets what the firmware has done to its outputs in all boots, in order: the last 100,000 changes.</summary>
    public IReadOnlyList<PinChange> Trace
    {
        get
        {
            lock (_gate)
            {
                return [.. _trace];
            }
        }
    }

    /// <summary>Gets when the script's next event is due, in microseconds of the board's clock; infinity when there is none left.</summary>
    internal double NextEvent { get; private set; }

    /// <summary>Gives a pin's level: what the firmware drives, else what is applied from outside, else the pull resistor's.</summary>
    /// <param name="pin">The pin's number.</param>
    public bool Read(int pin)
    {
        lock (_gate)
        {
            return Find(pin).Level;
        }
    }

    /// <summary>Applies a level from outside.</summary>
    /// <param name="pin">The pin's number.</param>
    /// <param name="high">The level; null to let go.</param>
    public void Apply(int pin, bool? high)
    {
        bool changed;
        lock (_gate)
        {
            Pin state = Find(pin);
            bool before = state.Level;
            state.External = high;
            changed = state.Level != before && !state.IsOutput && state.Handler is not null;
            if (changed)
            {
                _edges.Enqueue((pin, state.Level));
            }
        }

        _machine.Notify(changed);
    }

    /// <summary>Presses a button that connects its pin to ground.</summary>
    /// <param name="pin">The pin's number.</param>
    public void Press(int pin)
    {
        Apply(pin, false);
    }

    /// <summary>Lets go of a button.</summary>
    /// <param name="pin">The pin's number.</param>
    public void Release(int pin)
    {
        Apply(pin, null);
    }

    internal void Boot()
    {
        lock (_gate)
        {
            _edges.Clear();
            foreach (Pin pin in _pins.Values)
            {
                pin.Reset();
            }
        }
    }

    /// <summary>Lets happen what the script has for the time up to now.</summary>
    internal void PlayScript(double now)
    {
        while (NextEvent <= now)
        {
            PinEvent due = _script[0];
            _script.RemoveAt(0);
            NextEvent = NextOfScript();
            Apply(due.Pin, due.Level);
        }
    }

    internal bool IsOpen(int pin)
    {
        lock (_gate)
        {
            return Find(pin).IsOpen;
        }
    }

    /// <summary>Opens a pin; false if it is open already.</summary>
    internal bool Open(int pin, Action<bool> handler)
    {
        lock (_gate)
        {
            Pin state = Find(pin);
            if (state.IsOpen)
            {
                return false;
            }

            state.IsOpen = true;
            state.Handler = handler;
            return true;
        }
    }

    internal void Close(int pin)
    {
        lock (_gate)
        {
            Find(pin).Reset();
        }
    }

    internal int Mode(int pin)
    {
        lock (_gate)
        {
            return Find(pin).Mode;
        }
    }

    internal void SetMode(int pin, int mode)
    {
        lock (_gate)
        {
            Find(pin).Mode = mode;
        }
    }

    internal void Write(int pin, bool high)
    {
        bool changed;
        lock (_gate)
        {
            Pin state = Find(pin);
            bool before = state.Level;
            state.Output = high;
            changed = state.IsOutput && state.Level != before;
            if (changed)
            {
                _trace.Enqueue(new PinChange(_machine.Clock.Outside, pin, high));
                if (_trace.Count > LongestTrace)
                {
                    _trace.Dequeue();
                }
            }
        }

        if (changed)
        {
            OutputChanged?.Invoke(this, new PinLevel(pin, high));
        }
    }

    internal void DeliverEvents()
    {
        while (true)
        {
            Action<bool>? handler;
            bool high;
            lock (_gate)
            {
                if (!_edges.TryDequeue(out (int Pin, bool High) edge))
                {
                    return;
                }

                handler = Find(edge.Pin).Handler;
                high = edge.High;
            }

            handler?.Invoke(high);
        }
    }

    private double NextOfScript()
    {
        return _script.Count > 0 ? _script[0].At.TotalMicroseconds : double.PositiveInfinity;
    }

    private Pin Find(int pin)
    {
        if (!_pins.TryGetValue(pin, out Pin? state))
        {
            state = new Pin();
            _pins.Add(pin, state);
        }

        return state;
    }

    private sealed class Pin
    {
        internal bool IsOpen { get; set; }

        internal int Mode { get; set; }

        internal bool Output { get; set; }

        internal bool? External { get; set; }

        internal Action<bool>? Handler { get; set; }

        internal bool IsOutput => Mode >= (int)Peripherals.PinMode.Output;

        internal bool Level => IsOutput ? Output : External ?? Mode == (int)Peripherals.PinMode.InputPullUp;

        internal void Reset()
        {
            IsOpen = false;
            Mode = 0;
            Output = false;
            Handler = null;
        }
    }
}
