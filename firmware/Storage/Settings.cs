using System;
using System.IO;
using LlsEdge.Learning;
using LlsEdge.Link;

namespace LlsEdge.Storage
{
    /// <summary>
    /// What a person may set, kept in two small files: only the older one is ever written, so that a power cut leaves the settings as they were or as they
    /// were to become.
    /// </summary>
    /// <remarks>
    /// A file: magic 16 bits, version 8, number of values 8, rank 32, values 32 each, CRC-32. Of two whole files the one with the higher rank counts. Values
    /// that a file of another version lacks, or that are out of bounds, are at their defaults.
    /// </remarks>
    public sealed class Settings
    {
        private const int Magic = 0x4553;
        private const int Version = 1;
        private const int HeaderLength = 8;
        private const int LongestFile = 64;

        private readonly StorageVolume _volume;
        private readonly int[] _values = new int[SettingKey.Count];
        private readonly byte[] _buffer = new byte[LongestFile];
        private int _rank;

        /// <summary>Creates the settings, all at their defaults.</summary>
        /// <param name="volume">The drive.</param>
        public Settings(StorageVolume volume)
        {
            _volume = volume;
            Reset();
        }

        /// <summary>Gets how the last <see cref="Load"/> or <see cref="Save"/> ended.</summary>
        public LinkStatus Status { get; private set; }

        /// <summary>Gets which camera there is: 0 the one that answers, 1 none, 2 Arducam Mega, 3 ArduCAM Mini.</summary>
        public int Camera
        {
            get { return _values[SettingKey.Camera]; }
        }

        /// <summary>Gets the class whose presence the detection pin tells.</summary>
        public int DetectionClass
        {
            get { return _values[SettingKey.DetectionClass]; }
        }

        /// <summary>Gets the confidence in that class from which on the pin goes high.</summary>
        public int Threshold
        {
            get { return _values[SettingKey.Threshold]; }
        }

        /// <summary>Gets how far below the threshold the confidence must fall before the pin goes low.</summary>
        public int Hysteresis
        {
            get { return _values[SettingKey.Hysteresis]; }
        }

        /// <summary>Gets how long the pin stays high at least.</summary>
        public int HoldMilliseconds
        {
            get { return _values[SettingKey.HoldMilliseconds]; }
        }

        /// <summary>Gets how many remembered frames each new one is accompanied by.</summary>
        public int Replays
        {
            get { return _values[SettingKey.Replays]; }
        }

        /// <summary>Gets how often in a row the camera may fail before it is started anew.</summary>
        public int FailuresBeforeRestart
        {
            get { return _values[SettingKey.FailuresBeforeRestart]; }
        }

        /// <summary>Gets how often in a row it may be started anew before the board restarts.</summary>
        public int RestartsBeforeReboot
        {
            get { return _values[SettingKey.RestartsBeforeReboot]; }
        }

        /// <summary>Gets a setting.</summary>
        /// <param name="key">One of <see cref="SettingKey"/>.</param>
        /// <returns>Its value.</returns>
        public int Get(int key)
        {
            return _values[key];
        }

        /// <summary>Changes a setting; <see cref="Save"/> keeps it.</summary>
        /// <param name="key">One of <see cref="SettingKey"/>.</param>
        /// <param name="value">The value.</param>
        /// <returns>Whether there is such a setting and it may have this value.</returns>
        public bool Set(int key, int value)
        {
            if (!IsAllowed(key, value))
            {
                return false;
            }

            _values[key] = value;
            return true;
        }

        /// <summary>Tells whether a setting may have a value.</summary>
        /// <param name="key">The setting.</param>
        /// <param name="value">The value.</param>
        /// <returns>False also for a setting that does not exist.</returns>
        public static bool IsAllowed(int key, int value)
        {
            return key >= 0 && key < SettingKey.Count && value >= SettingKey.GetSmallest(key) && value <= SettingKey.GetLargest(key);
        }

        /// <summary>Reads the newer of the files that are whole.</summary>
        /// <returns>
        /// Ok; BadCrc if a file is damaged: the other one's settings hold, or the defaults; NotSet if nothing was ever saved, StorageMissing without a drive:
        /// the defaults hold.
        /// </returns>
        public LinkStatus Load()
        {
            Reset();
            Status = LinkStatus.StorageMissing;
            if (_volume.IsPresent)
            {
                int first = ReadRank(0);
                int second = ReadRank(1);
                int newest = first > second ? first : second;
                if (newest > 0)
                {
                    // The buffer holds the second file.
                    if (first > second)
                    {
                        ReadRank(0);
                    }

                    TakeValues();
                    _rank = newest;

                    // With one file damaged, the other holds what was set before.
                    Status = first < 0 || second < 0 ? LinkStatus.BadCrc : LinkStatus.Ok;
                }
                else
                {
                    Status = first < 0 || second < 0 ? LinkStatus.BadCrc : LinkStatus.NotSet;
                }
            }

            return Status;
        }

        /// <summary>Writes the settings into the older file.</summary>
        /// <returns>Ok, StorageMissing or StorageFull; they hold until the board restarts in any case.</returns>
        public LinkStatus Save()
        {
            if (_volume.IsPresent)
            {
                int rank = _rank + 1;
                Status = TryWrite(rank) && ReadRank(rank & 1) == rank ? LinkStatus.Ok : LinkStatus.StorageFull;
                if (Status == LinkStatus.Ok)
                {
                    _rank = rank;
                }
            }

            return Status;
        }

        private static string GetPath(int which)
        {
            return StorageVolume.Root + (which == 0 ? "settings-a.bin" : "settings-b.bin");
        }

        private void Reset()
        {
            for (int i = 0; i < SettingKey.Count; i++)
            {
                _values[i] = SettingKey.GetDefault(i);
            }
        }

        private void TakeValues()
        {
            int count = _buffer[3];
            for (int i = 0; i < count && i < SettingKey.Count; i++)
            {
                Set(i, LittleEndian.ReadInt32(_buffer, HeaderLength + (4 * i)));
            }
        }

        private bool TryWrite(int rank)
        {
            LittleEndian.WriteInt16(Magic, _buffer, 0);
            _buffer[2] = Version;
            _buffer[3] = SettingKey.Count;
            LittleEndian.WriteInt32(rank, _buffer, 4);
            for (int i = 0; i < SettingKey.Count; i++)
            {
                LittleEndian.WriteInt32(_values[i], _buffer, HeaderLength + (4 * i));
            }

            int length = HeaderLength + (4 * SettingKey.Count);
            LittleEndian.WriteInt32(Crc32.Finish(Crc32.Update(Crc32.Start, _buffer, 0, length)), _buffer, length);
            try
            {
                FileStream file = new FileStream(GetPath(rank & 1), FileMode.Create, FileAccess.Write);
                try
                {
                    file.Write(_buffer, 0, length + 4);
                }
                finally
                {
                    file.Close();
                }

                return true;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return false;
            }
        }

        /// <summary>Reads a file into the buffer: its rank, 0 if there is none, -1 if it is not whole.</summary>
        private int ReadRank(int which)
        {
            string path = GetPath(which);
            if (!File.Exists(path))
            {
                return 0;
            }

            try
            {
                int read;
                FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read);
                try
                {
                    read = file.Read(_buffer, 0, LongestFile);
                }
                finally
                {
                    file.Close();
                }

                int length = read - 4;
                bool isWhole = length >= HeaderLength
                    && LittleEndian.ReadUInt16(_buffer, 0) == Magic
                    && length == HeaderLength + (4 * _buffer[3])
                    && LittleEndian.ReadInt32(_buffer, length) == Crc32.Finish(Crc32.Update(Crc32.Start, _buffer, 0, length));
                return isWhole ? LittleEndian.ReadInt32(_buffer, 4) : -1;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
                return -1;
            }
        }
    }
}
