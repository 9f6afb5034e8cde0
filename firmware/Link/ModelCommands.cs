using LlsEdge.Learning;
using LlsEdge.Storage;

namespace LlsEdge.Link
{
    /// <summary>
    /// Models to and from the host.
    /// </summary>
    public sealed class ModelCommands
    {
        private const int OffsetLength = 4;

        private readonly LiveModel _live;
        private readonly ModelStore _store;
        private int _imageStep;

        /// <summary>Creates the commands.</summary>
        /// <param name="live">The model in memory.</param>
        /// <param name="store">The models in flash.</param>
        public ModelCommands(LiveModel live, ModelStore store)
        {
            _live = live;
            _store = store;
        }

        /// <summary>Forgets transfers that their host gave up.</summary>
        public void Abandon()
        {
            _live.Image = null;
            _store.AbandonPut();
        }

        /// <summary>Starts taking a model file.</summary>
        /// <param name="payload">Where length and CRC are.</param>
        /// <param name="offset">Their place.</param>
        /// <param name="count">The payload's length.</param>
        /// <returns>The status.</returns>
        public LinkStatus BeginPut(byte[] payload, int offset, int count)
        {
            if (count != 8)
            {
                return LinkStatus.BadRequest;
            }

            return _store.BeginPut(LittleEndian.ReadInt32(payload, offset), LittleEndian.ReadInt32(payload, offset + 4));
        }

        /// <summary>Takes a piece of the file.</summary>
        /// <param name="payload">Where its place in the file and its bytes are.</param>
        /// <param name="offset">The payload's first byte.</param>
        /// <param name="count">The payload's length.</param>
        /// <returns>The status.</returns>
        public LinkStatus Put(byte[] payload, int offset, int count)
        {
            if (count <= OffsetLength)
            {
                return LinkStatus.BadRequest;
            }

            return _store.Put(LittleEndian.ReadInt32(payload, offset), payload, offset + OffsetLength, count - OffsetLength);
        }

        /// <summary>Verifies the file and goes over to it.</summary>
        /// <returns>The status.</returns>
        public LinkStatus EndPut()
        {
            return _store.EndPut();
        }

        /// <summary>Goes back to the model before.</summary>
        /// <returns>The status.</returns>
        public LinkStatus RollBack()
        {
            return _store.RollBack();
        }

        /// <summary>Goes over to the factory model.</summary>
        /// <returns>The status.</returns>
        public LinkStatus Factory()
        {
            return _store.Factory();
        }

        /// <summary>Goes back to the model that was kept, or keeps the one in use.</summary>
        /// <param name="payload">Where a byte 1 is to keep; nothing to go back.</param>
        /// <param name="offset">Its place.</param>
        /// <param name="count">The payload's length.</param>
        /// <returns>The status.</returns>
        public LinkStatus Undo(byte[] payload, int offset, int count)
        {
            if (count == 0)
            {
                return _store.Undo();
            }

            return count == 1 && payload[offset] == 1 ? _store.KeepForUndo() : LinkStatus.BadRequest;
        }

        /// <summary>Writes the model in memory to flash.</summary>
        /// <returns>The status.</returns>
        public LinkStatus Commit()
        {
            return _live.IsLoaded ? _store.Commit() : LinkStatus.NoModel;
        }

        /// <summary>Fixes what the host is going to read.</summary>
        /// <param name="reply">Takes the file's length.</param>
        /// <returns>The status.</returns>
        public LinkStatus BeginGet(PacketWriter reply)
        {
            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            _live.Image = new ModelImage(_live.Learner.Model);
            _imageStep = _live.Learner.StepCount;
            reply.AddInt32(_live.Image.Length);
            return LinkStatus.Ok;
        }

        /// <summary>Appends a piece of the model.</summary>
        /// <param name="payload">Where position (32 bits) and number of bytes (16 bits) are.</param>
        /// <param name="offset">Their place.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes the bytes.</param>
        /// <returns>The status.</returns>
        public LinkStatus Read(byte[] payload, int offset, int count, PacketWriter reply)
        {
            if (count != 6)
            {
                return LinkStatus.BadRequest;
            }

            if (_live.Image == null || !_live.IsLoaded || _live.Learner.StepCount != _imageStep)
            {
                return LinkStatus.ModelChanged;
            }

            int position = LittleEndian.ReadInt32(payload, offset);
            int length = LittleEndian.ReadUInt16(payload, offset + 4);
            if (position < 0 || length > reply.Free || position > _live.Image.Length - length)
            {
                return LinkStatus.BadRequest;
            }

            _live.Image.CopyTo(position, reply.Buffer, reply.Position, length);
            reply.Skip(length);
            return LinkStatus.Ok;
        }
    }
}
