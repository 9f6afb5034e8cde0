using LlsEdge.Host.Models;
using LlsEdge.Host.Reports.Learning;
using LlsEdge.Host.Training;
using LlsEdge.Learning;
using Shouldly;
using Xunit;

namespace LlsEdge.Host.Tests.Reports.Learning;

public class FrameAnswersTests
{
    [Fact]
    public void Answers_are_those_of_the_evaluation_and_the_model_stays()
    {
        Model model = ReportSample.Build();
        byte[] before = ModelFile.ToBytes(model);
        FrameAnswers answers = Run(model);
        var evaluation = Evaluation.Run(model, ReportSample.Frames);

        answers.Evaluation.Confusion.ShouldBe(evaluation.Confusion);
        answers.Evaluation.RocArea.ShouldBe(evaluation.RocArea);
        answers.Correct.ShouldBe(evaluation.Confusion[0][0] + evaluation.Confusion[1][1]);
        ModelFile.ToBytes(model).ShouldBe(before);
    }

    [Fact]
    public void Activity_counts_every_value_of_every_frame()
    {
        Model model = ReportSample.Build();
        FrameAnswers answers = Run(model);

        for (int i = 0; i < model.Layers.Length; i++)
        {
            ConvolutionLayer layer = model.Layers[i];
            answers.Activity[i].Counts.Count.ShouldBe(layer.ActivationLimit + 1);
            answers.Activity[i].Counts.Sum().ShouldBe((long)ReportSample.Frames.Count * layer.OutputChannels * layer.OutputSize * layer.OutputSize);
        }

        // Hand-made: a border that does not count, and three values that do.
        var activity = new LayerActivity(127);
        var map = new ActivationMap(1, 2, 1);
        map.Values[map.RowLength + 1] = 127;
        map.Values[map.RowLength + 2] = 5;
        activity.Add(map);
        activity.Zeros.ShouldBe(0.5);
        activity.AtLimit.ShouldBe(0.25);
        activity.Counts[5].ShouldBe(1);
    }

    [Fact]
    public void Watched_frames_move_the_mean_as_on_the_board_and_leave_the_model()
    {
        Model model = ReportSample.Build();
        new Learner(model).Train(ReportSample.Frames.GetFrame(0), 0);
        byte[] before = ModelFile.ToBytes(model);
        FrameAnswers watched = FrameAnswers.Watch(model, ReportSample.Frames, 0, null, TestContext.Current.CancellationToken);

        var board = new Learner(ModelFile.Parse(before, "copy"));
        for (int i = 0; i < ReportSample.Frames.Count; i++)
        {
            watched.Predicted[i].ShouldBe(board.Predict(ReportSample.Frames.GetFrame(i)));
            watched.ConfidencesIn(1)[i].ShouldBe((board.Model.Readout.Probabilities[1] * 255) >> 15);
            board.Follow(0);
        }

        ModelFile.ToBytes(model).ShouldBe(before);
        watched.ConfidencesIn(1).ShouldNotBe(Run(model).ConfidencesIn(1));
    }

    private static FrameAnswers Run(Model model) => FrameAnswers.Run(model, ReportSample.Frames, null, TestContext.Current.CancellationToken);
}
