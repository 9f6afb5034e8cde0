using System.Runtime.CompilerServices;

namespace LlsEdge.MicroBench
{
    /// <summary>
    /// An object of two fields.
    /// </summary>
    public class Counter
    {
        private int _value;
        private int _step;

        /// <summary>Gets or sets the value.</summary>
        public int Value
        {
            get { return _value; }
            set { _value = value; }
        }

        /// <summary>Gets the step.</summary>
        public int Step
        {
            get { return _step; }
        }

        /// <summary>Writes a field.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Touch()
        {
            _value = 1;
        }

        /// <summary>Writes a field.</summary>
        public virtual void TouchVirtually()
        {
            _value = 1;
        }

        /// <summary>Reads and writes its fields.</summary>
        /// <param name="turns">How many turns.</param>
        public void Turn(int turns)
        {
            for (int i = 0; i < turns; i++)
            {
                _value = _step;
                _step = _value;
                _value = _step;
                _step = _value;
            }
        }
    }
}
