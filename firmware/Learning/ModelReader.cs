namespace LlsEdge.Learning
{
    /// <summary>
    /// Builds a model from its file, fed in pieces of any size in order. Nothing but the model itself and a header's worth of bytes is ever held.
    /// </summary>
    public sealed class ModelReader
    {
        private readonly byte[] _fixedHeader = new byte[ModelFormat.FixedHeaderLength];
        private byte[] _header;
        private Model _model;
        private ModelSegments _segments;
        private int _position;
        private int _checksumState = Crc32.Start;

        /// <summary>Gets one of <see cref="ModelStatus"/>; all but Incomplete are final.</summary>
        public int Status { get; private set; }

        /// <summary>Gets the model, once <see cref="Status"/> is Complete.</summary>
        public Model Model
        {
            get { return Status == ModelStatus.Complete ? _model : null; }
        }

        /// <summary>Takes the next bytes of the file.</summary>
        /// <param name="buffer">The bytes.</param>
        /// <param name="offset">The first one.</param>
        /// <param name="count">How many.</param>
        public void Accept(byte[] buffer, int offset, int count)
        {
            while (count > 0 && Status == ModelStatus.Incomplete)
            {
                int taken = _segments == null ? AcceptHeader(buffer, offset, count) : AcceptPayload(buffer, offset, count);
                _position += taken;
                offset += taken;
                count -= taken;
                FinishPart();
            }

            if (count > 0 && Status == ModelStatus.Complete)
            {
                Status = ModelStatus.TooLong;
            }
        }

        private int AcceptHeader(byte[] buffer, int offset, int count)
        {
            byte[] header = _header == null ? _fixedHeader : _header;
            int left = header.Length - _position;
            int part = left < count ? left : count;
            System.Array.Copy(buffer, offset, header, _position, part);
            return part;
        }

        private int AcceptPayload(byte[] buffer, int offset, int count)
        {
            int left = _header.Length + _segments.Length - _position;
            int part = left < count ? left : count;
            _segments.CopyFrom(_position - _header.Length, buffer, offset, part);
            _checksumState = Crc32.Update(_checksumState, buffer, offset, part);
            return part;
        }

        private void FinishPart()
        {
            if (_header == null && _position == _fixedHeader.Length)
            {
                FinishFixedHeader();
            }

            if (_header != null && _segments == null && Status == ModelStatus.Incomplete && _position == _header.Length)
            {
                FinishHeader();
            }
            else if (_segments != null && _position == _header.Length + _segments.Length)
            {
                FinishModel();
            }
        }

        private void FinishFixedHeader()
        {
            int length = ModelHeader.GetLength(_fixedHeader);
            int version = ModelFormat.ReadUInt16(_fixedHeader, 4);
            int longest = version == ModelFormat.Version ? ModelFormat.LongestHeader : ModelFormat.LongestBackboneHeader;
            if (ModelFormat.ReadInt32(_fixedHeader, 0) != ModelFormat.Magic)
            {
                Status = ModelStatus.BadMagic;
            }
            else if (version != ModelFormat.Version && version != ModelFormat.BackboneVersion)
            {
                Status = ModelStatus.BadVersion;
            }
            else if (length < ModelFormat.FixedHeaderLength || length > longest)
            {
                Status = ModelStatus.BadHeader;
            }
            else
            {
                _header = new byte[length];
                System.Array.Copy(_fixedHeader, 0, _header, 0, _fixedHeader.Length);
            }
        }

        private void FinishHeader()
        {
            _model = ModelHeader.Parse(_header);
            if (_model == null)
            {
                Status = ModelStatus.BadHeader;
                return;
            }

            _segments = new ModelSegments(_model);
            int state = Crc32.Update(_checksumState, _header, 0, ModelFormat.ChecksumOffset);
            _checksumState = Crc32.Update(state, _header, ModelFormat.ChecksumOffset + 4, _header.Length - ModelFormat.ChecksumOffset - 4);
        }

        private void FinishModel()
        {
            if (Crc32.Finish(_checksumState) != ModelFormat.ReadInt32(_header, ModelFormat.ChecksumOffset))
            {
                Status = ModelStatus.BadChecksum;
                return;
            }

            for (int i = 0; i < _model.Layers.Length; i++)
            {
                if (_model.Layers[i].Learns)
                {
                    _model.Layers[i].RoundMasters();
                }
            }

            Status = ModelStatus.Complete;
        }
    }
}
