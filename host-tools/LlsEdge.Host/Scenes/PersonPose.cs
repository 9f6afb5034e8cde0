namespace LlsEdge.Host.Scenes;

/// <summary>From where a person is seen.</summary>
internal enum View
{
    Front,
    Back,
    Side,
}

/// <summary>Joint angles in degrees: 0 hangs straight down, positive turns towards the right of the picture (or forward, in a side view).</summary>
internal sealed class PersonPose
{
    public PersonPose(SceneRandom random)
    {
        int kind = random.Below(12);
        View = kind is 4 or 5 or 6 or 8 ? View.Side : random.Chance(0.3) ? View.Back : random.Chance(0.12) ? View.Side : View.Front;
        Mirrored = random.Chance(0.5);
        Lean = random.Range(-4, 4);
        HeadTilt = random.Range(-9, 9);
        double apart = View == View.Side ? random.Range(0, 5) : random.Range(2, 9);
        LeftThigh = -apart;
        RightThigh = apart;
        LeftArm = View == View.Side ? random.Range(-14, 4) : -random.Range(7, 22);
        RightArm = View == View.Side ? random.Range(-4, 18) : random.Range(7, 22);
        LeftElbow = View == View.Side ? random.Range(0, 25) : random.Range(-5, 15);
        RightElbow = View == View.Side ? random.Range(0, 25) : -random.Range(-5, 15);
        switch (kind)
        {
            case 4 or 5 or 6:
                Walk(random);
                break;
            case 7 or 8:
                Sit(random);
                break;
            case 9:
                RaiseArms(random);
                break;
            case 10:
                LeftArm = -random.Range(32, 48);
                LeftElbow = random.Range(70, 95);
                RightArm = random.Chance(0.6) ? random.Range(32, 48) : RightArm;
                RightElbow = RightArm > 25 ? -random.Range(70, 95) : RightElbow;
                break;
            case 11:
                Reach(random);
                break;
        }
    }

    public View View { get; }

    /// <summary>In a side view: looks to the left.</summary>
    public bool Mirrored { get; }

    public double Lean { get; private set; }

    public double HeadTilt { get; }

    public double LeftThigh { get; private set; }

    public double RightThigh { get; private set; }

    /// <summary>How far the shin is bent back from the thigh's direction.</summary>
    public double LeftKnee { get; private set; }

    public double RightKnee { get; private set; }

    public double LeftArm { get; private set; }

    public double RightArm { get; private set; }

    public double LeftElbow { get; private set; }

    public double RightElbow { get; private set; }

    /// <summary>How much of a thigh's length is seen: less when it points to the camera.</summary>
    public double ThighSeen { get; private set; } = 1;

    public bool Sitting { get; private set; }

    private void Walk(SceneRandom random)
    {
        double stride = random.Range(14, 32) * random.Sign();
        LeftThigh = stride;
        RightThigh = -stride;
        LeftKnee = stride > 0 ? random.Range(2, 12) : random.Range(15, 50);
        RightKnee = stride > 0 ? random.Range(15, 50) : random.Range(2, 12);
        LeftArm = -stride * random.Range(0.7, 1.2);
        RightArm = stride * random.Range(0.7, 1.2);
        LeftElbow = random.Range(5, 50);
        RightElbow = random.Range(5, 50);
        Lean = random.Range(1, 9);
    }

    private void Sit(SceneRandom random)
    {
        Sitting = true;
        if (View == View.Side)
        {
            LeftThigh = random.Range(74, 92);
            RightThigh = LeftThigh + random.Range(-8, 8);
            LeftKnee = random.Range(70, 100);
            RightKnee = LeftKnee + random.Range(-25, 15);
            Lean = random.Range(-12, 12);
            LeftArm = random.Range(15, 45);
            RightArm = random.Range(15, 45);
            LeftElbow = random.Range(20, 60);
            RightElbow = random.Range(20, 60);
        }
        else
        {
            ThighSeen = random.Range(0.3, 0.5);
            LeftThigh = -random.Range(8, 30);
            RightThigh = random.Range(8, 30);
            LeftKnee = LeftThigh;
            RightKnee = RightThigh;
            LeftElbow = random.Range(15, 50);
            RightElbow = -random.Range(15, 50);
        }
    }

    private void RaiseArms(SceneRandom random)
    {
        RightArm = random.Range(115, 172);
        RightElbow = random.Range(-25, 35);
        if (random.Chance(0.6))
        {
            LeftArm = -random.Range(115, 172);
            LeftElbow = random.Range(-35, 25);
        }
    }

    private void Reach(SceneRandom random)
    {
        RightArm = random.Range(55, 100);
        RightElbow = random.Range(-15, 40);
        if (View == View.Side)
        {
            LeftArm = RightArm + random.Range(-15, 15);
            LeftElbow = random.Range(0, 40);
            Lean = random.Range(4, 28);
        }
    }
}
