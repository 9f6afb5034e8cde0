namespace System.Threading
{
    public class ThreadAbortException : SystemException
    {
        internal ThreadAbortException() => throw null;
    }
}
