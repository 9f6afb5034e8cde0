namespace LlsEdge.Link
{
    /// <summary>
    /// What the board does with requests. <see cref="LinkServer"/> calls it exactly once for each, in order, whatever the line does.
    /// </summary>
    public interface IRequestHandler
    {
        /// <summary>A host opened a session: drops half-done transfers and appends the description of the board.</summary>
        /// <param name="reply">Takes the description.</param>
        void OpenSession(PacketWriter reply);

        /// <summary>Says how long a request will take, so that the host does not give up or ask again meanwhile.</summary>
        /// <param name="type">The request's <see cref="MessageType"/>.</param>
        /// <returns>Milliseconds, 0 if long but not known; -1 when it is answered at once.</returns>
        int ExpectedMilliseconds(int type);

        /// <summary>Carries out a request.</summary>
        /// <param name="type">The request's <see cref="MessageType"/>.</param>
        /// <param name="payload">Where its payload is.</param>
        /// <param name="offset">The payload's first byte.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes what follows the status.</param>
        /// <returns>The status.</returns>
        LinkStatus Handle(int type, byte[] payload, int offset, int count, PacketWriter reply);
    }
}
