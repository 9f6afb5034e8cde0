using System;

namespace LlsEdge.Learning
{
    /// <summary>
    /// Names the part of a step that a method carries out. The virtual board counts instructions between its entry and exit, callees included; on a real
    /// board it costs nothing.
    /// </summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class PhaseAttribute : Attribute
    {
        /// <summary>Creates the mark.</summary>
        /// <param name="name">The phase, for instance <c>forward</c>.</param>
        public PhaseAttribute(string name)
        {
            Name = name;
        }

        /// <summary>Gets the phase's name.</summary>
        public string Name { get; }
    }
}
