namespace System
{
    public interface IAsyncResult
    {
    }
}
