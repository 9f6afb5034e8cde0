using System;
using System.IO;
using LlsEdge.Board;
using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// Keeps the model in two slots on the board's drive. Only the slot that is not in use is ever written, and it counts only once its content has been
    /// read back: a power cut, a broken transfer or a foreign file at any instant leaves the model in use, or the one before it. A third slot keeps the model
    /// in memory for a later undo, where the drive has room for it. Where the drive has no model, the factory model out of the app's code is one.
    /// </summary>
    public sealed class ModelStore
    {
        private const int BufferLength = 256;

        private readonly LiveModel _live;
        private readonly StorageVolume _volume;
        private readonly Journal _journal;
        private readonly byte[] _buffer = new byte[BufferLength];
        private readonly ModelSlot _first;
        private readonly ModelSlot _second;
        private readonly ModelSlot _kept;
        private ModelSlot _active;
        private ModelSlot _spare;
        private int _putCrc;
        private int _factoryCrc;
        private bool _keptIsFactory;

        /// <summary>Creates the store.</summary>
        /// <param name="live">The model in memory, which the store fills.</param>
        /// <param name="volume">The drive.</param>
        /// <param name="journal">Takes a record of everything that changes what the board keeps or uses.</param>
        public ModelStore(LiveModel live, StorageVolume volume, Journal journal)
        {
            _live = live;
            _volume = volume;
            _journal = journal;
            _first = new ModelSlot(StorageVolume.Root + "model-a.slot", _buffer);
            _second = new ModelSlot(StorageVolume.Root + "model-b.slot", _buffer);
            _kept = new ModelSlot(StorageVolume.Root + "undo.slot", _buffer);
        }

        /// <summary>
        /// Gets how loading at start ended: Ok for the newest model, BadCrc and the like for what was wrong with it, NoModel if there was none, StorageMissing
        /// without a drive. Unless Ok, an older model or the factory model is in use, or none.
        /// </summary>
        public LinkStatus BootStatus { get; private set; }

        /// <summary>Gets Ok if there is something to undo, else why not.</summary>
        public LinkStatus UndoStatus { get; private set; }

        /// <summary>Gets the length of the longest model that the drive holds twice, which a commit needs; 0 without a drive.</summary>
        public int LongestModel
        {
            get { return _volume.IsPresent ? (_volume.ModelBlocks / 2 * StorageVolume.BlockLength) - ModelSlot.SealsLength - 1 : 0; }
        }

        /// <summary>Loads the newest model that is whole, else the factory model, and records the start.</summary>
        /// <returns><see cref="BootStatus"/>.</returns>
        public LinkStatus Boot()
        {
            _active = _second;
            _spare = _first;
            UndoStatus = LinkStatus.NothingToUndo;
            BootStatus = _volume.IsPresent ? LoadNewest() : LinkStatus.StorageMissing;
            if (!_live.IsLoaded && FactoryModel.Installed != null)
            {
                Load(null);
            }

            Record(JournalKind.Started, (int)BootStatus);
            return BootStatus;
        }

        /// <summary>Starts taking a model file.</summary>
        /// <param name="length">The file's length.</param>
        /// <param name="crc">The file's CRC-32.</param>
        /// <returns>The status.</returns>
        public LinkStatus BeginPut(int length, int crc)
        {
            if (!_volume.IsPresent)
            {
                return LinkStatus.StorageMissing;
            }

            if (length <= 0)
            {
                return LinkStatus.BadRequest;
            }

            if (length > LongestModel)
            {
                return LinkStatus.StorageFull;
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

            return status == LinkStatus.Ok ? SwitchToSpare(JournalKind.Put) : status;
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
            if (!_volume.IsPresent)
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
                _live.IsFactory = false;
                _live.IsUnsaved = false;
                Record(JournalKind.Committed, 0);
            }

            return status;
        }

        /// <summary>
        /// Goes back to the model that was in use before, after a restart too. What was learnt since the last commit can be had back by an undo.
        /// </summary>
        /// <returns>The status; unless Ok, the model in use has been kept or loaded again.</returns>
        public LinkStatus RollBack()
        {
            if (!_volume.IsPresent)
            {
                return LinkStatus.StorageMissing;
            }

            if (_spare.Rank == 0)
            {
                return LinkStatus.NothingToRollBack;
            }

            KeepForUndo();
            return SwitchToSpare(JournalKind.RolledBack);
        }

        /// <summary>
        /// Goes over to the factory model until the next restart, or for good with the next commit. What was learnt since the last one can be had back by an
        /// undo.
        /// </summary>
        /// <returns>The status; NoFactoryModel leaves the model in use.</returns>
        public LinkStatus Factory()
        {
            if (FactoryModel.Installed == null)
            {
                return LinkStatus.NoFactoryModel;
            }

            KeepForUndo();
            return Switched(Load(null), JournalKind.Factory);
        }

        /// <summary>Writes the model in memory to where <see cref="Undo"/> finds it.</summary>
        /// <returns>
        /// The status; NoRoomToUndo on a drive that could not hold it beside what a commit needs. Unless Ok, there is nothing to undo any more.
        /// </returns>
        public LinkStatus KeepForUndo()
        {
            UndoStatus = TryKeep();
            return UndoStatus;
        }

        /// <summary>Goes back to the model that was last kept, once. The slots stay as they are until the next commit.</summary>
        /// <returns>The status; unless Ok, the model in use has been kept or loaded again.</returns>
        public LinkStatus Undo()
        {
            if (UndoStatus != LinkStatus.Ok)
            {
                return UndoStatus;
            }

            // Looked through first: the heap has no room for a second model, and the one in use is kept nowhere else.
            LinkStatus status = Check(_kept) ? Switched(Load(_kept), JournalKind.Undone) : LinkStatus.BadCrc;
            if (status == LinkStatus.Ok)
            {
                _live.IsFactory = _keptIsFactory;
                _live.IsUnsaved = true;
            }

            DiscardKept(LinkStatus.NothingToUndo);
            return status;
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

        private static bool Check(ModelSlot slot)
        {
            try
            {
                return slot.Read(null);
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return false;
            }
        }

        private LinkStatus LoadNewest()
        {
            Inspect(_first);
            Inspect(_second);
            Inspect(_kept);
            if (_first.Rank > _second.Rank)
            {
                Swap();
            }

            // What was kept has the rank of the commit after it. Without that commit, what is to be taken back is gone anyway.
            if (_kept.Rank > 0 && _kept.Rank <= _active.Rank)
            {
                UndoStatus = LinkStatus.Ok;
            }
            else if (_kept.Length > 0)
            {
                DiscardKept(LinkStatus.NothingToUndo);
            }

            LinkStatus newest = _active.Rank > 0 ? Load(_active) : LinkStatus.NoModel;
            if (newest != LinkStatus.Ok && _spare.Rank > 0 && Load(_spare) == LinkStatus.Ok)
            {
                Swap();
            }

            return newest;
        }

        private LinkStatus TryKeep()
        {
            if (!_volume.IsPresent)
            {
                return LinkStatus.StorageMissing;
            }

            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            try
            {
                ModelImage image = new ModelImage(_live.Learner.Model);
                _keptIsFactory = _live.IsFactory;

                // A commit afterwards finds room for its model in the other slot.
                int blocks = StorageVolume.CountBlocks(image.Length);
                int spare = StorageVolume.CountBlocks(_spare.Length);
                if (StorageVolume.CountBlocks(_active.Length) + (spare > blocks ? spare : blocks) + blocks > _volume.ModelBlocks)
                {
                    return DiscardKept(LinkStatus.NoRoomToUndo);
                }

                if (CountBlocks() + blocks > _volume.ModelBlocks)
                {
                    _kept.Delete();
                }

                _kept.Expect(Write(_kept, image));
                return _kept.EndWrite() && _kept.Seal(_active.Rank + 1) ? LinkStatus.Ok : DiscardKept(LinkStatus.NoRoomToUndo);
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return DiscardKept(LinkStatus.NoRoomToUndo);
            }
        }

        private LinkStatus DiscardKept(LinkStatus status)
        {
            UndoStatus = status;
            try
            {
                _kept.Delete();
            }
            catch (Exception error)
            {
                // What cannot be deleted has no seal, or one that the next start takes for what it is.
                StorageFault.Require(error);
            }

            return status;
        }

        private int CountBlocks()
        {
            return StorageVolume.CountBlocks(_active.Length) + StorageVolume.CountBlocks(_spare.Length) + StorageVolume.CountBlocks(_kept.Length);
        }

        private void MakeRoom(int length)
        {
            // The file system keeps a file's old content until the new one is closed. The spare model is kept that long too, unless the drive is too small.
            int needed = StorageVolume.CountBlocks(length);
            if (CountBlocks() + needed > _volume.ModelBlocks)
            {
                _spare.Delete();
            }

            // Never does a commit fail for what is kept for an undo.
            if (CountBlocks() + needed > _volume.ModelBlocks)
            {
                DiscardKept(LinkStatus.NoRoomToUndo);
            }
        }

        private LinkStatus Save(ModelImage image)
        {
            int crc;
            try
            {
                MakeRoom(image.Length);
                crc = Write(_spare, image);
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return DiscardSpare();
            }

            // These bytes never crossed a line: only the drive can have changed them.
            LinkStatus status = Verify(crc);
            return status == LinkStatus.BadCrc ? DiscardSpare() : status;
        }

        private int Write(ModelSlot slot, ModelImage image)
        {
            int state = Crc32.Start;
            slot.BeginWrite(image.Length);
            for (int position = 0; position < image.Length; position += BufferLength)
            {
                int left = image.Length - position;
                int count = left < BufferLength ? left : BufferLength;
                image.CopyTo(position, _buffer, 0, count);
                state = Crc32.Update(state, _buffer, 0, count);
                slot.Write(position, _buffer, 0, count);
            }

            return Crc32.Finish(state);
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

        private LinkStatus SwitchToSpare(int kind)
        {
            LinkStatus status = Load(_spare);
            if (status == LinkStatus.Ok)
            {
                status = PromoteSpare();
            }

            if (status == LinkStatus.Ok && kind == JournalKind.Put)
            {
                DiscardKept(LinkStatus.NothingToUndo);
            }

            return Switched(status, kind);
        }

        /// <summary>Records that another model is in use, or, if that failed, goes back to the one that was.</summary>
        private LinkStatus Switched(LinkStatus status, int kind)
        {
            if (status == LinkStatus.Ok)
            {
                Record(kind, 0);
            }
            else if ((_active.Rank == 0 || Load(_active) != LinkStatus.Ok) && FactoryModel.Installed != null)
            {
                Load(null);
            }

            return status;
        }

        private void Record(int kind, int label)
        {
            bool isLoaded = _live.IsLoaded;
            _journal.Append(kind, isLoaded ? _live.Learner.StepCount : 0, isLoaded ? _live.Crc : 0, label);
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

        /// <summary>Loads a slot's model, the factory model for null.</summary>
        private LinkStatus Load(ModelSlot slot)
        {
            _live.Clear();
            MemoryProbe.Collect();
            try
            {
                ModelReader reader = new ModelReader();
                if (slot == null)
                {
                    ReadFactory(reader);
                }
                else if (!slot.Read(reader))
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

                if (slot == null)
                {
                    _live.Install(model, FactoryModel.Installed.Length, _factoryCrc);
                }
                else
                {
                    _live.Install(model, slot.Length, slot.Crc);
                }

                _live.IsFactory = slot == null;
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

        private void ReadFactory(ModelReader reader)
        {
            FactoryModel factory = FactoryModel.Installed;
            int length = factory.Length;
            int state = Crc32.Start;
            for (int position = 0; position < length; position += BufferLength)
            {
                int left = length - position;
                int count = left < BufferLength ? left : BufferLength;
                factory.CopyTo(position, _buffer, 0, count);
                state = Crc32.Update(state, _buffer, 0, count);
                reader.Accept(_buffer, 0, count);
            }

            _factoryCrc = Crc32.Finish(state);
        }

        private void Swap()
        {
            ModelSlot slot = _active;
            _active = _spare;
            _spare = slot;
        }
    }
}
