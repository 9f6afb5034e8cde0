using System;
using System.IO;

namespace LlsEdge.Storage
{
    /// <summary>
    /// The board's drive: whether it is there, and what has room on it. The file system itself does not tell.
    /// </summary>
    public sealed class StorageVolume
    {
        /// <summary>What every path on the drive starts with.</summary>
        public const string Root = "I:\\";

        /// <summary>The file system gives out whole blocks of this many bytes.</summary>
        public const int BlockLength = 4096;

        private const string Name = "I:";

        /// <summary>The file system's own blocks, the two files of settings, and the block that a file being changed takes for a while.</summary>
        private const int FixedBlocks = 2 + 2 + 1;

        /// <summary>Looks for the drive.</summary>
        /// <param name="length">Its size, which the board's profile knows.</param>
        public StorageVolume(int length)
        {
            Length = length;
            try
            {
                // Exactly the volume's name: with a backslash behind it the board knows no such drive.
                _ = new DriveInfo(Name);
                IsPresent = true;
            }
            catch (Exception error)
            {
                StorageFault.Require(error);
            }
        }

        /// <summary>Gets a value indicating whether there is a drive.</summary>
        public bool IsPresent { get; }

        /// <summary>Gets the drive's size in bytes.</summary>
        public int Length { get; }

        /// <summary>Gets how many blocks are for models, with their seals: the journal and the settings have theirs for certain.</summary>
        public int ModelBlocks
        {
            get { return (Length / BlockLength) - FixedBlocks - Journal.CountBlocks(Length); }
        }

        /// <summary>Counts a model's blocks.</summary>
        /// <param name="length">The model's length, 0 for none.</param>
        /// <returns>Its blocks, with room for its seals.</returns>
        public static int CountBlocks(int length)
        {
            return length == 0 ? 0 : ((length + ModelSlot.SealsLength) / BlockLength) + 1;
        }
    }
}
