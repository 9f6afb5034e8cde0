using System;
using System.IO;
using LlsEdge.Board;
using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// Keeps the model in two slots on the board's drive. Only the slot that is not in use is ever written, and it counts only once its content has been
    /// read back: a power cut, a broken transfer or a foreign file at any instant leaves the model in use, or the one before it.
    /// </summary>
    public sealed class ModelStore
    {
        private const string Drive = "I:";
        private const int BufferLength = 256;

        /// <summary>What the file system and partly filled blocks of 4 KB may take.</summary>
        private const int Overhead = 8 * 4096;

        private readonly LiveModel _live;
        private readonly int _driveLength;
        private readonly byte[] _buffer = new byte[BufferLength];
        private readonly ModelSlot _first;
        private readonly ModelSlot _second;
        private ModelSlot _active;
        private ModelSlot _spare;
        private bool _hasDrive;
        private int _putCrc;

        /// <summary>Creates the store.</summary>
        /// <param name="live">The model in memory, which the store fills.</param>
        /// <param name="driveLength">The drive's size, which the board itself does not tell.</param>
        public ModelStore(LiveModel live, int driveLength)
        {
            _live = live;
            _driveLength = driveLength;
            _first = new ModelSlot(Drive + "\\model-a.slot", _buffer);
            _second = new ModelSlot(Drive + "\\model-b.slot", _buffer);
        }

        /// <summary>Loads the newest model that is whole.</summary>
        /// <returns>Ok, StorageMissing, OtherTrunk if the newest is the tail of a trunk that this firmware lacks and there is no other, else NoModel.</returns>
        public LinkStatus Boot()
        {
            _active = _second;
            _spare = _first;
            FindDrive();
            if (!_hasDrive)
            {
                return LinkStatus.StorageMissing;
            }

            Inspect(_first);
            Inspect(_second);
            if (_first.Rank > _second.Rank)
            {
                Swap();
            }

            LinkStatus newest = _active.Rank > 0 ? Load(_active) : LinkStatus.NoModel;
            if (newest == LinkStatus.Ok)
            {
                return LinkStatus.Ok;
            }

            Swap();
            if (_active.Rank > 0 && Load(_active) == LinkStatus.Ok)
            {
                return LinkStatus.Ok;
            }

            return newest == LinkStatus.OtherTrunk ? newest : LinkStatus.NoModel;
        }

        /// <summary>Starts taking a model file.</summary>
        /// <param name="length">The file's length.</param>
        /// <param name="crc">The file's CRC-32.</param>
        /// <returns>The status.</returns>
        public LinkStatus BeginPut(int length, int crc)
        {
            if (!_hasDrive)
            {
                return LinkStatus.StorageMissing;
            }

            if (length <= 0)
            {
                return LinkStatus.BadRequest;
            }

            _putCrc = crc;
            try
            {
                MakeRoom(length);
                _spare.BeginWrite(length);
                return LinkStatus.Ok;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return DiscardSpare();
            }
        }

        /// <summary>Takes the file's next piece.</summary>
        /// <param name="position">Where in the file it belongs.</param>
        /// <param name="data">Where its bytes are.</param>
        /// <param name="offset">The first.</param>
        /// <param name="count">How many.</param>
        /// <returns>The status.</returns>
        public LinkStatus Put(int position, byte[] data, int offset, int count)
        {
            try
            {
                return _spare.Write(position, data, offset, count) ? LinkStatus.Ok : LinkStatus.BadOffset;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return DiscardSpare();
            }
        }

        /// <summary>Reads the file back, checks it and, if it is sound, goes over to it.</summary>
        /// <returns>The status; unless Ok, the model in use has been kept or loaded again.</returns>
        public LinkStatus EndPut()
        {
            if (!_spare.IsWritten)
            {
                return LinkStatus.BadOffset;
            }

            LinkStatus status = Verify(_putCrc);
            if (status == LinkStatus.Ok && !SpareStartsLikeModel())
            {
                status = LinkStatus.BadModel;
            }

            return status == LinkStatus.Ok ? SwitchToSpare() : status;
        }

        /// <summary>Forgets a transfer that its host gave up.</summary>
        public void AbandonPut()
        {
            _spare.Abandon();
        }

        /// <summary>Writes the model in memory to the slot that is not in use.</summary>
        /// <returns>The status.</returns>
        public LinkStatus Commit()
        {
            if (!_hasDrive)
            {
                return LinkStatus.StorageMissing;
            }

            ModelImage image = new ModelImage(_live.Learner.Model);
            bool isSpareTaken = _spare.Length > 0;
            LinkStatus status = Save(image);
            if (status == LinkStatus.StorageFull && isSpareTaken)
            {
                // The slot has been emptied meanwhile: what does not fit now fits never.
                status = Save(image);
            }

            if (status == LinkStatus.Ok)
            {
                status = PromoteSpare();
            }

            if (status == LinkStatus.Ok)
            {
                _live.Crc = _active.Crc;
            }

            return status;
        }

        /// <summary>Goes back to the model that was in use before.</summary>
        /// <returns>The status; unless Ok, the model in use has been kept or loaded again.</returns>
        public LinkStatus RollBack()
        {
            if (!_hasDrive)
            {
                return LinkStatus.StorageMissing;
            }

            return _spare.Rank > 0 ? SwitchToSpare() : LinkStatus.NothingToRollBack;
        }

        private static void Inspect(ModelSlot slot)
        {
            try
            {
                slot.Inspect();
            }
            catch (Exception error)
            {
                // A slot that cannot be read counts as empty: the other one is still to be tried.
                StorageFault.Require(error);
            }
        }

        private void FindDrive()
        {
            try
            {
                // Exactly the volume's name: with a backslash behind it the board knows no such drive.
                _ = new DriveInfo(Drive);
                _hasDrive = true;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                _hasDrive = false;
            }
        }

        private void MakeRoom(int length)
        {
            // The file system keeps a file's old content until the new one is closed. The spare model is kept that long too, unless the drive is too small.
            if (_active.Length + _spare.Length + length > _driveLength - Overhead)
            {
                _spare.Delete();
            }
        }

        private LinkStatus Save(ModelImage image)
        {
            int state = Crc32.Start;
            try
            {
                MakeRoom(image.Length);
                _spare.BeginWrite(image.Length);
                for (int position = 0; position < image.Length; position += BufferLength)
                {
                    int left = image.Length - position;
                    int count = left < BufferLength ? left : BufferLength;
                    image.CopyTo(position, _buffer, 0, count);
                    state = Crc32.Update(state, _buffer, 0, count);
                    _spare.Write(position, _buffer, 0, count);
                }
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return DiscardSpare();
            }

            // These bytes never crossed a line: only the drive can have changed them.
            LinkStatus status = Verify(Crc32.Finish(state));
            return status == LinkStatus.BadCrc ? DiscardSpare() : status;
        }

        private LinkStatus DiscardSpare()
        {
            try
            {
                _spare.Delete();
            }
            catch (Exception error)
            {
                // A drive that cannot even delete is broken, which is what the status says.
                StorageFault.Require(error);
            }

            return LinkStatus.StorageFull;
        }

        private bool SpareStartsLikeModel()
        {
            // Only the start: a reader given more would allocate a second model.
            ModelReader reader = new ModelReader();
            _spare.ReadStart(reader, ModelFormat.FixedHeaderLength);
            return reader.Status == ModelStatus.Incomplete;
        }

        private LinkStatus Verify(int crc)
        {
            try
            {
                if (!_spare.EndWrite())
                {
                    return DiscardSpare();
                }

                _spare.Expect(crc);
                return _spare.Read(null) ? LinkStatus.Ok : LinkStatus.BadCrc;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return DiscardSpare();
            }
        }

        private LinkStatus SwitchToSpare()
        {
            LinkStatus status = Load(_spare);
            if (status == LinkStatus.Ok)
            {
                status = PromoteSpare();
            }

            if (status != LinkStatus.Ok && _active.Rank > 0)
            {
                Load(_active);
            }

            return status;
        }

        private LinkStatus PromoteSpare()
        {
            try
            {
                if (!_spare.Seal(_active.Rank + 1))
                {
                    return LinkStatus.StorageFull;
                }
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return LinkStatus.StorageFull;
            }

            Swap();
            return LinkStatus.Ok;
        }

        private LinkStatus Load(ModelSlot slot)
        {
            _live.Clear();
            MemoryProbe.Collect();
            try
            {
                ModelReader reader = new ModelReader();
                if (!slot.Read(reader))
                {
                    return LinkStatus.BadCrc;
                }

                Model model = reader.Model;
                if (model == null)
                {
                    return LinkStatus.BadModel;
                }

                if (!CompiledTrunk.CanRun(model))
                {
                    return LinkStatus.OtherTrunk;
                }

                _live.Install(model, slot.Length, slot.Crc);
                return LinkStatus.Ok;
            }
            catch (OutOfMemoryException)
            {
                _live.Clear();
                return LinkStatus.OutOfMemory;
            }
            catch (Exception)
            {
                // Whatever reading a slot runs into, the other slot is still to be tried.
                _live.Clear();
                return LinkStatus.Failed;
            }
        }

        private void Swap()
        {
            ModelSlot slot = _active;
            _active = _spare;
            _spare = slot;
        }
    }
}
