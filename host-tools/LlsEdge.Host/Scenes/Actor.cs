namespace LlsEdge.Host.Scenes;

/// <summary>A person or a thing at a place in the picture.</summary>
/// <param name="X">Its middle.</param>
/// <param name="Ground">The ground below it.</param>
/// <param name="Height">Its height in pixels; of a person, when standing upright.</param>
/// <param name="Thing">The thing, or null.</param>
/// <param name="Look">The person, or null.</param>
/// <param name="Pose">How the person holds themselves.</param>
internal sealed record Actor(double X, double Ground, double Height, Thing? Thing, PersonLook? Look, PersonPose? Pose)
{
    /// <summary>Draws all of them, the farthest first.</summary>
    public static void DrawAll(Canvas canvas, IEnumerable<Actor> actors)
    {
        foreach (Actor actor in actors.OrderBy(actor => actor.Ground))
        {
            if (actor.Thing is not null)
            {
                actor.Thing.Draw(canvas, actor.X, actor.Ground, actor.Height);
            }
            else if (actor.Look is not null && actor.Pose is not null)
            {
                PersonPainter.Draw(canvas, actor.Look, actor.Pose, actor.X, actor.Ground, actor.Height);
            }
        }
    }
}
