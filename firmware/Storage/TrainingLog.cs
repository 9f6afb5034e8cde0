using System;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// The last training steps, one fixed-size record each, in a ring.
    /// </summary>
    public sealed class TrainingLog
    {
        /// <summary>How many records are kept.</summary>
        public const int Capacity = 128;

        private readonly byte[] _records = new byte[Capacity * TrainingRecord.Length];
        private int _next;

        /// <summary>Gets how many records are there.</summary>
        public int Count { get; private set; }

        /// <summary>Gets the buffer into which <see cref="Begin"/> points.</summary>
        public byte[] Buffer
        {
            get { return _records; }
        }

        /// <summary>Forgets all records: those of another model's training mean nothing beside this one's.</summary>
        public void Clear()
        {
            Count = 0;
            _next = 0;
        }

        /// <summary>Starts a record in the place of the oldest one.</summary>
        /// <returns>Where in <see cref="Buffer"/> it is.</returns>
        public int Begin()
        {
            int offset = _next * TrainingRecord.Length;
            Array.Clear(_records, offset, TrainingRecord.Length);
            _next = (_next + 1) % Capacity;
            if (Count < Capacity)
            {
                Count++;
            }

            return offset;
        }

        /// <summary>Finds a record.</summary>
        /// <param name="index">0 for the oldest.</param>
        /// <returns>Where in <see cref="Buffer"/> it is.</returns>
        public int Find(int index)
        {
            return ((_next - Count + index + Capacity) % Capacity) * TrainingRecord.Length;
        }
    }
}
