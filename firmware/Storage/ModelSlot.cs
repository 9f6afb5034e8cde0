using System;
using System.IO;
using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// A file that holds a model and, once that has been found sound, a seal behind it: magic, rank, length, CRC of the model, CRC of the seal. Of two
    /// sealed models the one with the higher rank is the newer.
    /// </summary>
    /// <remarks>
    /// A new rank is another seal behind the last: appending costs LittleFS one block, and a power cut leaves either end. A change at the front would make
    /// it copy the whole file.
    /// </remarks>
    public sealed class ModelSlot
    {
        /// <summary>Room for the seals behind a model: one for each time that it was gone over to.</summary>
        public const int SealsLength = 10 * SealLength;

        private const int Magic = 0x544F4C53;
        private const int SealLength = 20;
        private const int SealedLength = 16;

        private readonly string _path;
        private readonly byte[] _buffer;
        private readonly byte[] _seal = new byte[SealLength];
        private FileStream _writing;
        private int _written;

        /// <summary>Names a slot; reads nothing yet.</summary>
        /// <param name="path">The file.</param>
        /// <param name="buffer">A buffer that the slot may use during each call.</param>
        public ModelSlot(string path, byte[] buffer)
        {
            _path = path;
            _buffer = buffer;
        }

        /// <summary>Gets the rank, 0 for a slot without a sealed model.</summary>
        public int Rank { get; private set; }

        /// <summary>Gets the model's length.</summary>
        public int Length { get; private set; }

        /// <summary>Gets the CRC-32 of the model's bytes.</summary>
        public int Crc { get; private set; }

        /// <summary>Gets a value indicating whether every announced byte has been written.</summary>
        public bool IsWritten
        {
            get { return _writing != null && _written == Length; }
        }

        /// <summary>Reads the seal.</summary>
        public void Inspect()
        {
            Rank = 0;
            Length = 0;
            if (!File.Exists(_path))
            {
                return;
            }

            FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Read);
            try
            {
                // An unsealed file takes room all the same.
                long end = file.Length;
                Length = (int)end;
                if (end < SealLength)
                {
                    return;
                }

                file.Seek(end - SealLength, SeekOrigin.Begin);
                if (ReadFully(file, _seal, SealLength)
                    && LittleEndian.ReadInt32(_seal, 0) == Magic
                    && LittleEndian.ReadInt32(_seal, SealedLength) == Crc32.Finish(Crc32.Update(Crc32.Start, _seal, 0, SealedLength)))
                {
                    Rank = LittleEndian.ReadInt32(_seal, 4);
                    Length = LittleEndian.ReadInt32(_seal, 8);
                    Crc = LittleEndian.ReadInt32(_seal, 12);
                }
            }
            finally
            {
                file.Close();
            }
        }

        /// <summary>Starts writing a model; whatever the slot held is gone.</summary>
        /// <param name="length">The model's length.</param>
        public void BeginWrite(int length)
        {
            Abandon();
            Rank = 0;
            Length = length;
            _written = 0;
            _writing = new FileStream(_path, FileMode.Create, FileAccess.Write);
        }

        /// <summary>Writes the model's next bytes.</summary>
        /// <param name="position">Where in the model they belong.</param>
        /// <param name="data">Where they are.</param>
        /// <param name="offset">The first.</param>
        /// <param name="count">How many.</param>
        /// <returns>Whether they continue what was there and fit.</returns>
        public bool Write(int position, byte[] data, int offset, int count)
        {
            if (_writing == null || position != _written || count > Length - _written)
            {
                // From here on nothing fits, so that a later success vouches for every piece before it.
                _written = -1;
                return false;
            }

            _writing.Write(data, offset, count);
            _written += count;
            return true;
        }

        /// <summary>Ends writing: the bytes are in flash when the file is closed, not before.</summary>
        /// <returns>Whether all are: a full drive shows by nothing else than a file that ends short.</returns>
        public bool EndWrite()
        {
            FileStream file = _writing;
            _writing = null;
            file.Close();
            return MeasureFile() == Length;
        }

        /// <summary>Empties the slot, so that the drive has room.</summary>
        public void Delete()
        {
            Abandon();
            Rank = 0;
            Length = 0;
            if (File.Exists(_path))
            {
                File.Delete(_path);
            }
        }

        /// <summary>Gives up writing, if it was begun. The slot's rank is 0.</summary>
        public void Abandon()
        {
            FileStream file = _writing;
            _writing = null;
            if (file != null)
            {
                try
                {
                    file.Close();
                }
                catch (Exception error)
                {
                    // Closing writes what is left, and that may fail as the write before did. The slot is not used anyway.
                    StorageFault.Require(error);
                }
            }
        }

        /// <summary>Reads the model's bytes back.</summary>
        /// <param name="reader">Takes them; null to check the CRC only.</param>
        /// <returns>Whether all are there and have the CRC.</returns>
        public bool Read(ModelReader reader)
        {
            FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Read);
            try
            {
                int state = Crc32.Start;
                int left = Length;
                while (left > 0)
                {
                    int count = left < _buffer.Length ? left : _buffer.Length;
                    if (!ReadFully(file, _buffer, count))
                    {
                        return false;
                    }

                    state = Crc32.Update(state, _buffer, 0, count);
                    if (reader != null)
                    {
                        reader.Accept(_buffer, 0, count);
                    }

                    left -= count;
                }

                return Crc32.Finish(state) == Crc;
            }
            finally
            {
                file.Close();
            }
        }

        /// <summary>Reads the model's first bytes only.</summary>
        /// <param name="reader">Takes them.</param>
        /// <param name="count">How many, at most as many as the buffer holds.</param>
        public void ReadStart(ModelReader reader, int count)
        {
            FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Read);
            try
            {
                if (ReadFully(file, _buffer, count))
                {
                    reader.Accept(_buffer, 0, count);
                }
            }
            finally
            {
                file.Close();
            }
        }

        /// <summary>Says what CRC the bytes just written must have.</summary>
        /// <param name="crc">The CRC-32.</param>
        public void Expect(int crc)
        {
            Crc = crc;
        }

        /// <summary>Seals the model, or seals it anew.</summary>
        /// <param name="rank">The rank.</param>
        /// <returns>Whether the drive had room for the seal.</returns>
        public bool Seal(int rank)
        {
            BuildSeal(rank);
            int sealedLength = MeasureFile() + SealLength;
            FileStream file = new FileStream(_path, FileMode.Append, FileAccess.Write);
            try
            {
                file.Write(_seal, 0, SealLength);
            }
            finally
            {
                file.Close();
            }

            if (MeasureFile() != sealedLength)
            {
                return false;
            }

            Rank = rank;
            return true;
        }

        private static bool ReadFully(FileStream file, byte[] buffer, int count)
        {
            int at = 0;
            while (at < count)
            {
                int read = file.Read(buffer, at, count - at);
                if (read <= 0)
                {
                    return false;
                }

                at += read;
            }

            return true;
        }

        private int MeasureFile()
        {
            FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Read);
            try
            {
                return (int)file.Length;
            }
            finally
            {
                file.Close();
            }
        }

        private void BuildSeal(int rank)
        {
            LittleEndian.WriteInt32(Magic, _seal, 0);
            LittleEndian.WriteInt32(rank, _seal, 4);
            LittleEndian.WriteInt32(Length, _seal, 8);
            LittleEndian.WriteInt32(Crc, _seal, 12);
            LittleEndian.WriteInt32(Crc32.Finish(Crc32.Update(Crc32.Start, _seal, 0, SealedLength)), _seal, SealedLength);
        }
    }
}
