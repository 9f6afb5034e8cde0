using System;
using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// What the board did, one record each, kept on its drive: a record is durable when <see cref="Append"/> returns, a power cut loses at most the one
    /// being written, and when there are too many the oldest go.
    /// </summary>
    /// <remarks>
    /// A record goes to a small file first, the tip. LittleFS keeps a file of up to 512 bytes inside its directory, where a change costs a few hundred bytes
    /// programmed instead of a block erased and copied. A full tip is appended to one of two larger files at once; when that is full, the other one, with the
    /// older records, starts anew. A cut between leaves records in both places: their numbers tell.
    /// </remarks>
    public sealed class Journal
    {
        /// <summary>How many records the tip holds: fewer than 512 bytes.</summary>
        public const int TipCapacity = 15;

        /// <summary>The two larger files may take this part of the drive each, in whole tips.</summary>
        private const int DriveShare = 32;

        private const int LongestFile = 64 * 1024;

        private readonly StorageVolume _volume;
        private readonly byte[] _record = new byte[JournalRecord.Length];
        private readonly JournalFile _tip;
        private JournalFile _older;
        private JournalFile _newer;

        /// <summary>Finds the records that are there.</summary>
        /// <param name="volume">The drive.</param>
        public Journal(StorageVolume volume)
        {
            _volume = volume;
            byte[] scratch = new byte[JournalRecord.Length];
            _tip = new JournalFile(StorageVolume.Root + "journal.tip", scratch);
            _older = new JournalFile(StorageVolume.Root + "journal-a.log", scratch);
            _newer = new JournalFile(StorageVolume.Root + "journal-b.log", scratch);
            Status = LinkStatus.StorageMissing;
            if (volume.IsPresent)
            {
                Status = Inspect();
            }
        }

        /// <summary>Gets whether the last record was written, and if not, why.</summary>
        public LinkStatus Status { get; private set; }

        /// <summary>Gets the number that the next record will have.</summary>
        public int Next
        {
            get { return (_tip.Count > 0 ? _tip.Last : _newer.Last) + 1; }
        }

        /// <summary>Counts the blocks that the journal may take.</summary>
        /// <param name="driveLength">The drive's size.</param>
        /// <returns>The blocks of the tip and of both larger files.</returns>
        public static int CountBlocks(int driveLength)
        {
            return 1 + (2 * ((CountRecords(driveLength) * JournalRecord.Length / StorageVolume.BlockLength) + 1));
        }

        /// <summary>Records a training step that the learner has just taken.</summary>
        /// <param name="learner">The learner.</param>
        /// <param name="label">The label.</param>
        /// <param name="predicted">The class predicted before the update.</param>
        /// <param name="milliseconds">The step's time.</param>
        /// <param name="source">Who gave the label, see <see cref="JournalRecord.Source"/>.</param>
        /// <returns>The status.</returns>
        [Phase("log")]
        public LinkStatus AppendStep(Learner learner, int label, int predicted, int milliseconds, int source)
        {
            byte[] record = _record;
            Begin(JournalKind.Trained, learner.StepCount, milliseconds, label);
            int layers = learner.Model.LayerCount;
            int saturations = learner.Saturations;
            record[JournalRecord.Predicted] = (byte)predicted;
            record[JournalRecord.Confidence] = (byte)learner.Confidence;
            record[JournalRecord.LayerCount] = (byte)layers;
            record[JournalRecord.Source] = (byte)source;
            for (int i = 0; i < layers && i < JournalRecord.MaxLayers; i++)
            {
                record[JournalRecord.LocalConfidence + i] = (byte)learner.GetLocalConfidence(i);
            }

            LittleEndian.WriteInt16(saturations < 0xFFFF ? saturations : 0xFFFF, record, JournalRecord.Saturations);
            return End();
        }

        /// <summary>Records anything else.</summary>
        /// <param name="kind">One of <see cref="JournalKind"/>.</param>
        /// <param name="step">The model's training steps.</param>
        /// <param name="value">What the kind calls value.</param>
        /// <param name="label">What the kind calls label.</param>
        /// <returns>The status.</returns>
        public LinkStatus Append(int kind, int step, int value, int label)
        {
            Begin(kind, step, value, label);
            return End();
        }

        /// <summary>Appends records to a reply, as many as fit, the oldest first.</summary>
        /// <param name="first">The first number wanted.</param>
        /// <param name="step">The first training step wanted.</param>
        /// <param name="most">The most records wanted.</param>
        /// <param name="reply">Takes them.</param>
        /// <returns>The status.</returns>
        public LinkStatus Read(int first, int step, int most, PacketWriter reply)
        {
            try
            {
                most -= _older.Read(first, step, most, reply);
                most -= _newer.Read(first, step, most, reply);
                _tip.Read(first, step, most, reply);
                return LinkStatus.Ok;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return LinkStatus.Failed;
            }
        }

        private static int CountRecords(int driveLength)
        {
            int length = driveLength / DriveShare;
            int tips = (length < LongestFile ? length : LongestFile) / (TipCapacity * JournalRecord.Length);
            return tips * TipCapacity;
        }

        private LinkStatus Inspect()
        {
            try
            {
                _older.Inspect();
                _newer.Inspect();
                if (_older.Last > _newer.Last)
                {
                    Swap();
                }

                _tip.Inspect();
                if (_tip.Last <= _newer.Last)
                {
                    _tip.Forget();
                }
                else if (_tip.First <= _newer.Last)
                {
                    _newer.CutFrom(_tip.First);
                }

                return LinkStatus.Ok;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return LinkStatus.Failed;
            }
        }

        private void Begin(int kind, int step, int value, int label)
        {
            byte[] record = _record;
            Array.Clear(record, 0, record.Length);
            LittleEndian.WriteInt32(step, record, JournalRecord.Step);
            LittleEndian.WriteInt32(value, record, JournalRecord.Value);
            record[JournalRecord.Kind] = (byte)kind;
            record[JournalRecord.Label] = (byte)label;
        }

        private LinkStatus End()
        {
            if (_volume.IsPresent)
            {
                LittleEndian.WriteInt32(Next, _record, JournalRecord.Sequence);
                LittleEndian.WriteInt32(JournalRecord.ComputeCrc(_record, 0), _record, JournalRecord.Crc);

                // What does not fit at first may fit in the place of the oldest records.
                Status = TryWrite() || (DropOlder() && TryWrite()) ? LinkStatus.Ok : LinkStatus.StorageFull;
            }

            return Status;
        }

        private bool TryWrite()
        {
            try
            {
                return (_tip.Count < TipCapacity || MoveTip()) && _tip.Append(_record);
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return false;
            }
        }

        private bool MoveTip()
        {
            bool fits = _newer.Last + 1 == _tip.First && _newer.Count + _tip.Count <= CountRecords(_volume.Length);
            if (_newer.Count > 0 && !fits)
            {
                _older.Forget();
                Swap();
            }

            if (!_newer.Append(_tip))
            {
                return false;
            }

            _tip.Forget();
            return true;
        }

        private bool DropOlder()
        {
            try
            {
                // A full drive may have cut the file that was being changed, so that only a look at them tells which is the older one now.
                if (Inspect() != LinkStatus.Ok)
                {
                    return false;
                }

                _older.Delete();
                return true;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return false;
            }
        }

        private void Swap()
        {
            JournalFile file = _older;
            _older = _newer;
            _newer = file;
        }
    }
}
