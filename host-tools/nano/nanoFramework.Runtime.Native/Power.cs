namespace nanoFramework.Runtime.Native
{
    public class Power
    {
        public Power() => throw null;
        public static event RebootEventHandler OnRebootEvent { add { } remove { } }
        public static void RebootDevice(RebootOption rebootOption) => throw null;
        public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption) => throw null;
    }
}
