using System;
using System.IO;

namespace LlsEdge.Storage
{
    /// <summary>
    /// Tells the drive's failures from all others. What the file system's native half raises arrives as a plain <see cref="Exception"/>; only its managed
    /// half throws <see cref="IOException"/>. Everything else that the board throws, an exhausted heap above all, is a <see cref="SystemException"/>.
    /// </summary>
    public static class StorageFault
    {
        /// <summary>Throws an exception on unless the drive raised it.</summary>
        /// <param name="error">What was caught.</param>
        public static void Require(Exception error)
        {
            if (error is SystemException && !(error is IOException))
            {
                throw error;
            }
        }
    }
}
