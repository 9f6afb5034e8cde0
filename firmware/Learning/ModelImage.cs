namespace LlsEdge.Learning
{
    /// <summary>
    /// The file form of a live model, made on demand at any place: the board never holds a second copy. Learning while an image is read changes it; the
    /// checksum then tells.
    /// </summary>
    public sealed class ModelImage
    {
        private readonly ModelSegments _segments;
        private readonly byte[] _header;
        private readonly byte[] _chunk;

        /// <summary>Takes a model's image; walks the whole of it once for the checksum.</summary>
        /// <param name="model">The model.</param>
        public ModelImage(Model model)
        {
            _segments = new ModelSegments(model);
            _header = ModelHeader.Build(model, _segments.Length);
            _chunk = new byte[64];
            int state = Crc32.Update(Crc32.Start, _header, 0, ModelFormat.ChecksumOffset);
            state = Crc32.Update(state, _header, ModelFormat.ChecksumOffset + 4, _header.Length - ModelFormat.ChecksumOffset - 4);
            int left = _segments.Length;
            int position = 0;
            while (left > 0)
            {
                int count = left < _chunk.Length ? left : _chunk.Length;
                _segments.CopyTo(position, _chunk, 0, count);
                state = Crc32.Update(state, _chunk, 0, count);
                position += count;
                left -= count;
            }

            Checksum = Crc32.Finish(state);
            ModelFormat.WriteInt32(_header, ModelFormat.ChecksumOffset, Checksum);
        }

        /// <summary>Gets the number of bytes.</summary>
        public int Length
        {
            get { return _header.Length + _segments.Length; }
        }

        /// <summary>Gets the CRC-32 that the header carries.</summary>
        public int Checksum { get; }

        /// <summary>Copies a part of the image.</summary>
        /// <param name="position">The first byte, from 0.</param>
        /// <param name="buffer">Receives the bytes.</param>
        /// <param name="offset">Where the first one goes.</param>
        /// <param name="count">How many; the range lies inside.</param>
        public void CopyTo(int position, byte[] buffer, int offset, int count)
        {
            int fromHeader = _header.Length - position;
            if (fromHeader > 0)
            {
                int part = fromHeader < count ? fromHeader : count;
                System.Array.Copy(_header, position, buffer, offset, part);
                position += part;
                offset += part;
                count -= part;
            }

            if (count > 0)
            {
                _segments.CopyTo(position - _header.Length, buffer, offset, count);
            }
        }
    }
}
