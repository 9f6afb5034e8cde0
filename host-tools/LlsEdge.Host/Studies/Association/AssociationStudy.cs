namespace LlsEdge.Host.Studies.Association;

/// <summary>The association rule against back-propagation on two-class tasks: accuracy, and what attacks leave of it. Experimental.</summary>
public static class AssociationStudy
{
    // About what a weight costs a step of one of the rules, and an example that is attacked in all ways, on one core.
    private const double StepSeconds = 7e-10;
    private const double AttackSeconds = 3e-8;

    /// <summary>Plans the study.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="seeds">How many seeds: weights, order, folds and noise.</param>
    /// <returns>The plan.</returns>
    public static StudyPlan Plan(IReadOnlyList<TwoClassTask> tasks, int seeds)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        StudyCell[] cells =
        [
            .. tasks.SelectMany(task => Enumerable.Range(1, seeds).Select(seed => new StudyCell(
                $"{task.Name}/{seed}",
                Seconds(task),
                new TwoClassTrial(task, seed).Run))),
        ];
        return new StudyPlan("association", string.Join('\n', tasks.Select(task => task.Settings)), cells, rows => AssociationReport.Make(tasks, rows));
    }

    private static double Seconds(TwoClassTask task)
    {
        IReadOnlyList<ExampleSplit> splits = task.Split(1);
        double weights = (splits[0].TrainInputs[0].Length + task.Hidden + 1.0) * task.Hidden;
        return TwoClassRules.Names.Count * weights * ((StepSeconds * task.Steps) + (AttackSeconds * splits.Sum(split => split.TestLabels.Length)));
    }
}
