namespace System.Collections
{
    public class ArrayList : IList, ICollection, IEnumerable, ICloneable
    {
        public ArrayList() => throw null;
        public int Add(object value) => throw null;
        public int BinarySearch(object value, IComparer comparer) => throw null;
        public void Clear() => throw null;
        public object Clone() => throw null;
        public bool Contains(object value) => throw null;
        public void CopyTo(Array array) => throw null;
        public void CopyTo(Array array, int index) => throw null;
        public int Capacity { get => throw null; set { } }
        public int Count { get => throw null; }
        public bool IsFixedSize { get => throw null; }
        public bool IsReadOnly { get => throw null; }
        public bool IsSynchronized { get => throw null; }
        public object this[int index] { get => throw null; set { } }
        public object SyncRoot { get => throw null; }
        public IEnumerator GetEnumerator() => throw null;
        public int IndexOf(object value) => throw null;
        public int IndexOf(object value, int startIndex) => throw null;
        public int IndexOf(object value, int startIndex, int count) => throw null;
        public void Insert(int index, object value) => throw null;
        public void Remove(object value) => throw null;
        public void RemoveAt(int index) => throw null;
        public object[] ToArray() => throw null;
        public Array ToArray(Type type) => throw null;
    }
}
