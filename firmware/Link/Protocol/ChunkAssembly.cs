using System;

namespace LlsEdge.Link
{
    /// <summary>
    /// Puts a frame together from pieces that must arrive in order. A piece out of place spoils the frame until one starts anew at offset 0, so that a later
    /// success vouches for every piece before it.
    /// </summary>
    public sealed class ChunkAssembly
    {
        private readonly byte[] _data;
        private int _received;

        /// <summary>Creates the assembly.</summary>
        /// <param name="length">The complete length.</param>
        public ChunkAssembly(int length)
        {
            _data = new byte[length];
        }

        /// <summary>Gets the bytes; all of them valid when <see cref="IsComplete"/>.</summary>
        public byte[] Data
        {
            get { return _data; }
        }

        /// <summary>Gets a value indicating whether every byte has arrived.</summary>
        public bool IsComplete
        {
            get { return _received == _data.Length; }
        }

        /// <summary>Forgets what has arrived.</summary>
        public void Clear()
        {
            _received = 0;
        }

        /// <summary>Takes note that <see cref="Data"/> has been filled in another way.</summary>
        public void Complete()
        {
            _received = _data.Length;
        }

        /// <summary>Adds a piece.</summary>
        /// <param name="position">Where it belongs.</param>
        /// <param name="source">Where its bytes are.</param>
        /// <param name="offset">The first of them.</param>
        /// <param name="count">How many.</param>
        /// <returns>Whether it continues what was there and fits.</returns>
        public bool Add(int position, byte[] source, int offset, int count)
        {
            if (position == 0)
            {
                _received = 0;
            }

            if (position != _received || count > _data.Length - position)
            {
                _received = -1;
                return false;
            }

            Array.Copy(source, offset, _data, position, count);
            _received = position + count;
            return true;
        }
    }
}
