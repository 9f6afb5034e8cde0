namespace System
{
    public abstract class MarshalByRefObject
    {
        protected MarshalByRefObject() => throw null;
    }
}
