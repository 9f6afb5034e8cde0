namespace System.Threading
{
    public class ThreadAbortException : SystemException
    {
    }
}
