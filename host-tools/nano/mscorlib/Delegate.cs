namespace System
{
    public abstract class Delegate
    {
        protected Delegate() => throw null;
        public static Delegate Combine(Delegate a, Delegate b) => throw null;
        public override bool Equals(object obj) => throw null;
        public object Target { get => throw null; }
        public Delegate[] GetInvocationList() => throw null;
        public static bool operator ==(Delegate d1, Delegate d2) => throw null;
        public static bool operator !=(Delegate d1, Delegate d2) => throw null;
        public static Delegate Remove(Delegate source, Delegate value) => throw null;
    }
}
