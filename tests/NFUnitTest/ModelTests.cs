using LlsEdge.Learning;
using nanoFramework.TestFramework;

namespace NFUnitTest
{
    /// <summary>A whole model on this machine: learns, is written, and comes back as it was.</summary>
    [TestClass]
    public class ModelTests
    {
        private const int FrameSize = 24;

        private static Model s_model;

        /// <summary>Makes a small model that learns with all its parts.</summary>
        [Setup]
        public void Build()
        {
            s_model = SmallModel.Build(FrameSize);
        }

        /// <summary>The same frames from the same start give the same weights; they move, and the frame is learnt.</summary>
        [TestMethod]
        public void AModelLearnsAFrameTheSameWayTwice()
        {
            Model first = SmallModel.Build(FrameSize);
            Model second = SmallModel.Build(FrameSize);
            Learner one = new Learner(first);
            Learner other = new Learner(second);
            byte[] dark = SmallModel.Frame(FrameSize, 3);
            byte[] bright = SmallModel.Frame(FrameSize, 5);
            short before = first.Layers[1].Masters[0];
            int moved = 0;
            for (int i = 0; i < 12; i++)
            {
                one.Train(i % 2 == 0 ? dark : bright, i % 2);
                other.Train(i % 2 == 0 ? dark : bright, i % 2);
                moved += first.Layers[1].Masters[0] != before ? 1 : 0;
            }

            Assert.IsTrue(moved > 0, "weights move");
            Assert.AreEqual(12, one.StepCount);
            Assert.AreEqual(new ModelImage(second).Checksum, new ModelImage(first).Checksum);
            Assert.AreEqual(0, one.Predict(dark));
            Assert.AreEqual(1, one.Predict(bright));
        }

        /// <summary>A model's file read in odd pieces is the model.</summary>
        [TestMethod]
        public void AModelFileComesBack()
        {
            new Learner(s_model).Train(SmallModel.Frame(FrameSize, 1), 1);
            ModelImage image = new ModelImage(s_model);
            byte[] file = new byte[image.Length];
            image.CopyTo(0, file, 0, file.Length);
            ModelReader reader = new ModelReader();
            for (int at = 0; at < file.Length; at += 37)
            {
                reader.Accept(file, at, file.Length - at < 37 ? file.Length - at : 37);
            }

            Assert.AreEqual(ModelStatus.Complete, reader.Status);
            Assert.AreEqual(image.Checksum, new ModelImage(reader.Model).Checksum);
            Assert.AreEqual("small", reader.Model.GetName());
        }

        /// <summary>A damaged file is refused.</summary>
        [TestMethod]
        public void ADamagedModelFileIsRefused()
        {
            ModelImage image = new ModelImage(s_model);
            byte[] file = new byte[image.Length];
            image.CopyTo(0, file, 0, file.Length);
            file[file.Length / 2]++;
            ModelReader reader = new ModelReader();
            reader.Accept(file, 0, file.Length);
            Assert.AreEqual(ModelStatus.BadChecksum, reader.Status);
        }
    }
}
