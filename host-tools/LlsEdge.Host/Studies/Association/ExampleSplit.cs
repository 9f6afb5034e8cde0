namespace LlsEdge.Host.Studies.Association;

/// <summary>Examples of two classes, to learn and to test on.</summary>
/// <param name="TrainInputs">One row an example.</param>
/// <param name="TrainLabels">0 or 1 for each.</param>
/// <param name="TestInputs">One row an example.</param>
/// <param name="TestLabels">0 or 1 for each.</param>
public sealed record ExampleSplit(double[][] TrainInputs, int[] TrainLabels, double[][] TestInputs, int[] TestLabels);
