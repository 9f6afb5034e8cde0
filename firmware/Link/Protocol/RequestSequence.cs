namespace LlsEdge.Link
{
    /// <summary>
    /// The board's side of the sequence numbers: which request is next, which has been seen, which comes too early.
    /// </summary>
    public sealed class RequestSequence
    {
        private int _nonce;

        /// <summary>Gets a value indicating whether a host has said hello since the board started.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>Gets the sequence number of the next request.</summary>
        public int Expected { get; private set; }

        /// <summary>Gets a value indicating whether no request has followed the hello yet.</summary>
        public bool IsFresh { get; private set; }

        /// <summary>Opens a session, unless this nonce's is open already.</summary>
        /// <param name="nonce">The number that the host drew for its session.</param>
        /// <param name="sequence">The hello's sequence number.</param>
        /// <returns>Whether the session is new; false for a hello that arrived twice.</returns>
        public bool Open(int nonce, int sequence)
        {
            if (IsOpen && nonce == _nonce)
            {
                return false;
            }

            _nonce = nonce;
            IsOpen = true;
            IsFresh = true;
            Expected = (sequence + 1) & 0xFF;
            return true;
        }

        /// <summary>Compares a request with the expected one.</summary>
        /// <param name="sequence">The request's sequence number.</param>
        /// <returns>0 for the expected one, -1 for the one before (its reply is kept), less for older ones, more for later ones.</returns>
        public int Compare(int sequence)
        {
            int distance = (sequence - Expected) & 0xFF;
            return distance < 128 ? distance : distance - 256;
        }

        /// <summary>Moves on to the next request.</summary>
        public void Advance()
        {
            IsFresh = false;
            Expected = (Expected + 1) & 0xFF;
        }
    }
}
