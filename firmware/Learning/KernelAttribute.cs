using System;

namespace LlsEdge.Learning
{
    /// <summary>
    /// Marks an inner loop: the build rejects a method that carries it and allocates (objects, arrays, boxes, struct locals), so that a frame never costs a
    /// garbage collection.
    /// </summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class KernelAttribute : Attribute
    {
    }
}
