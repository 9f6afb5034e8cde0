using System;
using System.IO;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// A file of journal records whose numbers count up by one. What follows its last whole record, the tail of a write that was cut, counts for nothing:
    /// the next record takes its place.
    /// </summary>
    public sealed class JournalFile
    {
        private const int Length = JournalRecord.Length;

        private readonly string _path;
        private readonly byte[] _scratch;

        /// <summary>Names a file; reads nothing yet.</summary>
        /// <param name="path">Its path.</param>
        /// <param name="scratch">Room for one record, used during each call.</param>
        public JournalFile(string path, byte[] scratch)
        {
            _path = path;
            _scratch = scratch;
        }

        /// <summary>Gets how many records there are, damaged ones before the last whole one included.</summary>
        public int Count { get; private set; }

        /// <summary>Gets the last record's number, 0 without any.</summary>
        public int Last { get; private set; }

        /// <summary>Gets the first record's number.</summary>
        public int First
        {
            get { return Last - Count + 1; }
        }

        /// <summary>Finds the end.</summary>
        public void Inspect()
        {
            Forget();
            if (!File.Exists(_path))
            {
                return;
            }

            FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Read);
            try
            {
                int count = (int)(file.Length / Length);
                while (count > 0 && !ReadAt(file, count - 1))
                {
                    count--;
                }

                if (count > 0)
                {
                    Count = count;
                    Last = LittleEndian.ReadInt32(_scratch, JournalRecord.Sequence);
                }
            }
            finally
            {
                file.Close();
            }
        }

        /// <summary>Counts all records as gone. The file is emptied by the next write.</summary>
        public void Forget()
        {
            Count = 0;
            Last = 0;
        }

        /// <summary>Counts the records from a number on as gone.</summary>
        /// <param name="sequence">The number, at least <see cref="First"/>.</param>
        public void CutFrom(int sequence)
        {
            if (sequence <= Last)
            {
                Count -= Last - sequence + 1;
                Last = Count > 0 ? sequence - 1 : 0;
            }
        }

        /// <summary>Removes the file.</summary>
        public void Delete()
        {
            Forget();
            if (File.Exists(_path))
            {
                File.Delete(_path);
            }
        }

        /// <summary>Writes a record at the end. It is durable when the file has been closed, and there when it can be read back.</summary>
        /// <param name="record">The record.</param>
        /// <returns>Whether it is there: a full drive says nothing else.</returns>
        public bool Append(byte[] record)
        {
            FileStream file = OpenEnd();
            try
            {
                file.Write(record, 0, Length);
            }
            finally
            {
                file.Close();
            }

            return Advance(1, LittleEndian.ReadInt32(record, JournalRecord.Sequence));
        }

        /// <summary>Writes another file's records at the end, all at once.</summary>
        /// <param name="other">The other file.</param>
        /// <returns>Whether they are there.</returns>
        public bool Append(JournalFile other)
        {
            FileStream source = new FileStream(other._path, FileMode.Open, FileAccess.Read);
            try
            {
                FileStream file = OpenEnd();
                try
                {
                    for (int i = 0; i < other.Count; i++)
                    {
                        other.ReadAt(source, i);
                        file.Write(_scratch, 0, Length);
                    }
                }
                finally
                {
                    file.Close();
                }
            }
            finally
            {
                source.Close();
            }

            return Advance(other.Count, other.Last);
        }

        /// <summary>Appends records to a reply, as many as fit.</summary>
        /// <param name="first">The first number wanted.</param>
        /// <param name="step">The first training step wanted.</param>
        /// <param name="most">The most records wanted.</param>
        /// <param name="reply">Takes them.</param>
        /// <returns>How many were appended.</returns>
        public int Read(int first, int step, int most, PacketWriter reply)
        {
            int index = first > First ? first - First : 0;
            if (index >= Count)
            {
                return 0;
            }

            int found = 0;
            FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Read);
            try
            {
                while (index < Count && found < most && reply.Free >= Length)
                {
                    if (ReadAt(file, index) && LittleEndian.ReadInt32(_scratch, JournalRecord.Step) >= step)
                    {
                        reply.AddBytes(_scratch, 0, Length);
                        found++;
                    }

                    index++;
                }
            }
            finally
            {
                file.Close();
            }

            return found;
        }

        private FileStream OpenEnd()
        {
            if (Count == 0)
            {
                return new FileStream(_path, FileMode.Create, FileAccess.Write);
            }

            FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Write);
            file.Seek(Count * Length, SeekOrigin.Begin);
            return file;
        }

        private bool Advance(int count, int last)
        {
            FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Read);
            try
            {
                if (!ReadAt(file, Count + count - 1) || LittleEndian.ReadInt32(_scratch, JournalRecord.Sequence) != last)
                {
                    return false;
                }
            }
            finally
            {
                file.Close();
            }

            Count += count;
            Last = last;
            return true;
        }

        private bool ReadAt(FileStream file, int index)
        {
            file.Seek(index * Length, SeekOrigin.Begin);
            return file.Read(_scratch, 0, Length) == Length && JournalRecord.IsWhole(_scratch, 0);
        }
    }
}
