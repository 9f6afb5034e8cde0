using System;
using LlsEdge.Learning;
using LlsEdge.Storage;
using LlsEdge.Teaching;

namespace LlsEdge.Link
{
    /// <summary>
    /// Frames from the host: receives them, has them predicted and learnt, counts the results.
    /// </summary>
    public sealed class FrameCommands
    {
        private const int OffsetLength = 4;

        private readonly LiveModel _live;
        private readonly Teacher _teacher;

        /// <summary>Creates the commands.</summary>
        /// <param name="live">The model.</param>
        /// <param name="teacher">Predicts and trains.</param>
        public FrameCommands(LiveModel live, Teacher teacher)
        {
            _live = live;
            _teacher = teacher;
        }

        /// <summary>Takes a piece of a frame.</summary>
        /// <param name="payload">Where the request's payload is.</param>
        /// <param name="offset">Its first byte.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The status.</returns>
        public LinkStatus Receive(byte[] payload, int offset, int count)
        {
            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            if (count <= OffsetLength)
            {
                return LinkStatus.BadRequest;
            }

            int position = LittleEndian.ReadInt32(payload, offset);
            return _live.Frame.Add(position, payload, offset + OffsetLength, count - OffsetLength) ? LinkStatus.Ok : LinkStatus.BadOffset;
        }

        /// <summary>Predicts the frame's class.</summary>
        /// <param name="reply">Takes class, confidence and time.</param>
        /// <returns>The status.</returns>
        public LinkStatus Predict(PacketWriter reply)
        {
            LinkStatus status = CheckFrame();
            if (status == LinkStatus.Ok)
            {
                PredictInto(reply);
            }

            return status;
        }

        /// <summary>Predicts the frame's class and counts the result.</summary>
        /// <param name="payload">Where the label is.</param>
        /// <param name="offset">The label's place.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes class, confidence and time.</param>
        /// <returns>The status.</returns>
        public LinkStatus Evaluate(byte[] payload, int offset, int count, PacketWriter reply)
        {
            LinkStatus status = CheckLabelled(payload, offset, count);
            if (status != LinkStatus.Ok)
            {
                return status;
            }

            int label = payload[offset];
            int predicted = PredictInto(reply);
            _live.Confusion[(label * _live.Learner.Model.ClassCount) + predicted]++;
            Console.WriteLine("eval label " + label.ToString() + " predicted " + predicted.ToString());
            return LinkStatus.Ok;
        }

        /// <summary>Predicts, learns the frame's label, and records the step.</summary>
        /// <param name="payload">Where the label is.</param>
        /// <param name="offset">The label's place.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes class, confidence, time, step and saturations.</param>
        /// <returns>The status.</returns>
        public LinkStatus Train(byte[] payload, int offset, int count, PacketWriter reply)
        {
            LinkStatus status = CheckLabelled(payload, offset, count);
            if (status != LinkStatus.Ok)
            {
                return status;
            }

            try
            {
                _teacher.Train(payload[offset], JournalRecord.FromHost);
            }
            finally
            {
                _live.Frame.Clear();
            }

            _teacher.WriteStep(reply);
            return LinkStatus.Ok;
        }

        /// <summary>Clears the confusion counts.</summary>
        /// <returns>The status.</returns>
        public LinkStatus ResetEvaluation()
        {
            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            Array.Clear(_live.Confusion, 0, _live.Confusion.Length);
            return LinkStatus.Ok;
        }

        /// <summary>Appends confusion counts, as many as fit.</summary>
        /// <param name="payload">Where the index of the first cell wanted is, 16 bits.</param>
        /// <param name="offset">Its place.</param>
        /// <param name="count">The payload's length.</param>
        /// <param name="reply">Takes the number of classes and the counts.</param>
        /// <returns>The status.</returns>
        public LinkStatus GetEvaluation(byte[] payload, int offset, int count, PacketWriter reply)
        {
            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            if (count != 2)
            {
                return LinkStatus.BadRequest;
            }

            int[] confusion = _live.Confusion;
            reply.AddByte(_live.Learner.Model.ClassCount);
            for (int i = LittleEndian.ReadUInt16(payload, offset); i < confusion.Length && reply.Free >= 4; i++)
            {
                reply.AddInt32(confusion[i]);
            }

            return LinkStatus.Ok;
        }

        private int PredictInto(PacketWriter reply)
        {
            int predicted = _teacher.Predict();
            _live.Frame.Clear();
            reply.AddByte(predicted);
            reply.AddByte(_live.Learner.Confidence);
            reply.AddInt32(_teacher.PredictMicroseconds);
            return predicted;
        }

        private LinkStatus CheckFrame()
        {
            if (!_live.IsLoaded)
            {
                return LinkStatus.NoModel;
            }

            return _live.Frame.IsComplete ? LinkStatus.Ok : LinkStatus.FrameIncomplete;
        }

        private LinkStatus CheckLabelled(byte[] payload, int offset, int count)
        {
            LinkStatus status = CheckFrame();
            if (status != LinkStatus.Ok)
            {
                return status;
            }

            if (count != 1)
            {
                return LinkStatus.BadRequest;
            }

            return payload[offset] < _live.Learner.Model.ClassCount ? LinkStatus.Ok : LinkStatus.BadLabel;
        }
    }
}
