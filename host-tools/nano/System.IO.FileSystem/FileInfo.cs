namespace System.IO
{
    public sealed class FileInfo : FileSystemInfo
    {
        public FileInfo(string fileName) => throw null;
        public FileStream Create() => throw null;
        public override void Delete() => throw null;
        public DirectoryInfo Directory { get => throw null; }
        public string DirectoryName { get => throw null; }
        public override bool Exists { get => throw null; }
        public long Length { get => throw null; }
        public override string Name { get => throw null; }
        protected override void HandleRefreshError() => throw null;
        public override string ToString() => throw null;
    }
}
