namespace System
{
    public class Exception
    {
        public int HResult;
        public Exception() => throw null;
        public Exception(string message) => throw null;
        public Exception(string message, Exception innerException) => throw null;
        public Exception InnerException { get => throw null; }
        public virtual string Message { get => throw null; }
        public virtual string StackTrace { get => throw null; }
        public override string ToString() => throw null;
    }
}
