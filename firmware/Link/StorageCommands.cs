using LlsEdge.Storage;

namespace LlsEdge.Link
{
    /// <summary>
    /// The journal, the settings, and the state of the drive they are on.
    /// </summary>
    public sealed class StorageCommands
    {
        private const int PairLength = 5;

        private readonly StorageVolume _volume;
        private readonly ModelStore _store;
        private readonly Journal _journal;
        private readonly Settings _settings;

        /// <summary>Creates the commands.</summary>
        /// <param name="volume">The drive.</param>
        /// <param name="store">The models on it.</param>
        /// <param name="journal">The journal on it.</param>
        /// <param name="settings">The settings.</param>
        public StorageCommands(StorageVolume volume, ModelStore store, Journal journal, Settings settings)
        {
            _volume = volume;
            _store = store;
            _journal = journal;
            _settings = settings;
        }

        /// <summary>Appends the state of the drive to the board's description.</summary>
        /// <param name="reply">Takes it.</param>
        public void Describe(PacketWriter reply)
        {
            reply.AddInt32(_volume.IsPresent ? _volume.Length : 0);
            reply.AddInt32(_store.LongestModel);
            reply.AddInt32(_journal.Next);
            reply.AddByte((int)_store.BootStatus);
            reply.AddByte((int)_store.UndoStatus);
            reply.AddByte((int)_journal.Status);
            reply.AddByte((int)_settings.Status);
        }

        /// <summary>Appends journal records, as many as fit.</summary>
        /// <param name="payload">Where the first step wanted (32 bits), the most records wanted (16 bits) and the first number wanted (32 bits) are.</param>
        /// <param name="offset">Their place.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes the records, oldest first.</param>
        /// <returns>The status.</returns>
        public LinkStatus ReadJournal(byte[] payload, int offset, int count, PacketWriter reply)
        {
            if (count != 10)
            {
                return LinkStatus.BadRequest;
            }

            int step = LittleEndian.ReadInt32(payload, offset);
            int most = LittleEndian.ReadUInt16(payload, offset + 4);
            return _journal.Read(LittleEndian.ReadInt32(payload, offset + 6), step, most, reply);
        }

        /// <summary>Appends the settings.</summary>
        /// <param name="reply">Takes their status, their number and their values.</param>
        /// <returns>The status.</returns>
        public LinkStatus GetSettings(PacketWriter reply)
        {
            reply.AddByte((int)_settings.Status);
            reply.AddByte(SettingKey.Count);
            for (int i = 0; i < SettingKey.Count; i++)
            {
                reply.AddInt32(_settings.Get(i));
            }

            return LinkStatus.Ok;
        }

        /// <summary>Changes settings and keeps them.</summary>
        /// <param name="payload">Where keys (8 bits) and values (32 bits) are.</param>
        /// <param name="offset">Their place.</param>
        /// <param name="count">The payload's length.</param>
        /// <returns>The status; BadRequest has changed nothing.</returns>
        public LinkStatus SetSettings(byte[] payload, int offset, int count)
        {
            if (count == 0 || count % PairLength != 0)
            {
                return LinkStatus.BadRequest;
            }

            int end = offset + count;
            for (int at = offset; at < end; at += PairLength)
            {
                if (!Settings.IsAllowed(payload[at], LittleEndian.ReadInt32(payload, at + 1)))
                {
                    return LinkStatus.BadRequest;
                }
            }

            for (int at = offset; at < end; at += PairLength)
            {
                _settings.Set(payload[at], LittleEndian.ReadInt32(payload, at + 1));
            }

            return _settings.Save();
        }
    }
}
