namespace System.IO
{
    public abstract class FileSystemInfo : MarshalByRefObject
    {
        protected FileSystemInfo() => throw null;
        public abstract void Delete();
        public FileAttributes Attributes { get => throw null; }
        public abstract bool Exists { get; }
        public string Extension { get => throw null; }
        public virtual string FullName { get => throw null; }
        public abstract string Name { get; }
        protected abstract void HandleRefreshError();
        public virtual void Refresh() => throw null;
    }
}
