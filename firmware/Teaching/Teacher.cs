using System;
using LlsEdge.Board;
using LlsEdge.Learning;
using LlsEdge.Link;
using LlsEdge.Storage;

namespace LlsEdge.Teaching
{
    /// <summary>
    /// Predicts and teaches with the frame in memory, whoever put it there: takes the time, counts, records, and lights the LED while the model learns.
    /// </summary>
    public sealed class Teacher
    {
        private readonly LiveModel _live;
        private readonly Journal _journal;
        private readonly StatusLight _light;
        private int _lastPredicted;

        /// <summary>Creates the teacher.</summary>
        /// <param name="live">The model and the frame.</param>
        /// <param name="journal">Takes a record of every training step.</param>
        /// <param name="light">Is lit while the model learns.</param>
        public Teacher(LiveModel live, Journal journal, StatusLight light)
        {
            _live = live;
            _journal = journal;
            _light = light;
        }

        /// <summary>Gets how many training steps were taken since start.</summary>
        public int Trained { get; private set; }

        /// <summary>Gets how many predictions were made since start, training steps not counted.</summary>
        public int Predicted { get; private set; }

        /// <summary>Gets the last training step's time in microseconds.</summary>
        public int TrainMicroseconds { get; private set; }

        /// <summary>Gets the last prediction's time in microseconds.</summary>
        public int PredictMicroseconds { get; private set; }

        /// <summary>Gets how many values were clamped in all training steps since start.</summary>
        public int Saturations { get; private set; }

        /// <summary>Predicts the frame's class.</summary>
        /// <returns>The class.</returns>
        public int Predict()
        {
            int start = Clock.Microseconds();
            int predicted = _live.Learner.Predict(_live.Frame.Data);
            PredictMicroseconds = Clock.Microseconds() - start;
            Predicted++;
            return predicted;
        }

        /// <summary>Predicts, then learns the frame's label, and records the step.</summary>
        /// <param name="label">The true class.</param>
        /// <param name="source">Who gave the label, see <see cref="JournalRecord.Source"/>.</param>
        /// <returns>The class predicted before anything was learnt.</returns>
        public int Train(int label, int source)
        {
            Learner learner = _live.Learner;
            _light.Hold();
            int start = Clock.Microseconds();
            _lastPredicted = learner.Train(_live.Frame.Data, label);
            TrainMicroseconds = Clock.Microseconds() - start;
            Record(learner, label, source);
            return _lastPredicted;
        }

        /// <summary>Appends what the last training step did to a reply.</summary>
        /// <param name="reply">Takes the class predicted before the update, the confidence in it, time, step and saturations.</param>
        public void WriteStep(PacketWriter reply)
        {
            Learner learner = _live.Learner;
            reply.AddByte(_lastPredicted);
            reply.AddByte(learner.Confidence);
            reply.AddInt32(TrainMicroseconds);
            reply.AddInt32(learner.StepCount);
            reply.AddInt32(learner.Saturations);
        }

        // Apart from the step itself, whose kernels want what variables take here.
        private void Record(Learner learner, int label, int source)
        {
            _live.IsUnsaved = true;
            Trained++;
            Saturations += learner.Saturations;
            _journal.AppendStep(learner, label, _lastPredicted, TrainMicroseconds / 1000, source);
            Console.WriteLine("step " + learner.StepCount.ToString() + " label " + label.ToString() + " predicted " + _lastPredicted.ToString());
        }
    }
}
