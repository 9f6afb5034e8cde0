namespace LlsEdge.Host.Reports;

/// <summary>
/// The style sheet of every report: light and dark, from a phone to a wide screen, and on paper. The colours of curves are told apart by people who do not
/// see all colours (Okabe and Ito's order), and their dashes by those who see none.
/// </summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#16202c;--dim:#566372;--rule:#dfe4ea;--accent:#0a7d6c;--before:#7f8b98;
        --good:#0a7d6c;--bad:#b8431f;--tint:10,125,108;--miss:194,87,42;--plus:#b8431f;--minus:#2563b5;--paper:#f1f3f6;
        --s0:#0a7d6c;--s1:#c2572a;--s2:#2563b5;--s3:#9a3fa0;--s4:#8a6d00;--s5:#4f6272}
        @media screen and (prefers-color-scheme:dark){:root{--bg:#10161d;--card:#18212b;--ink:#e8edf2;--dim:#a3b1be;--rule:#2b3744;--accent:#3ecfb6;
        --before:#8795a3;--good:#3ecfb6;--bad:#ff9a7d;--tint:62,207,182;--miss:255,159,107;--plus:#ff9a6b;--minus:#7fb0ff;--paper:#212c38;
        --s0:#3ecfb6;--s1:#ff9f6b;--s2:#7fb0ff;--s3:#dd8fe3;--s4:#e0c341;--s5:#a3b4c4}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:1080px;margin:0 auto;padding:40px 24px 64px}
        a{color:var(--accent)}
        header p.kicker{margin:0;color:var(--accent);font-weight:600;letter-spacing:.04em}
        h1{font-size:clamp(1.7rem,4.6vw,2.7rem);line-height:1.15;margin:.25em 0 .4em;letter-spacing:-.02em;text-wrap:balance;overflow-wrap:break-word}
        h2{font-size:1.15rem;line-height:1.3;margin:0 0 4px}h3{font-size:.95rem;line-height:1.35;margin:0 0 4px}
        p.lead{font-size:1.08rem;color:var(--dim);max-width:62ch;margin:0 0 20px}
        p.note{color:var(--dim);margin:0 0 14px;font-size:.92rem;max-width:76ch}
        p.say{margin:0 0 14px;max-width:72ch}
        .badge{display:inline-block;border:1px solid var(--rule);border-radius:99px;padding:2px 12px;margin:0 2px 6px 0;font-size:.85rem;background:var(--card)}
        nav ul{display:flex;flex-wrap:wrap;gap:6px 8px;list-style:none;margin:18px 0 0;padding:0;font-size:.88rem}
        nav a{display:block;padding:3px 10px;border-radius:8px;color:var(--dim);text-decoration:none;background:rgba(var(--tint),.08)}nav a:hover{color:var(--accent)}
        section{background:var(--card);border:1px solid var(--rule);border-radius:14px;padding:24px;margin-top:20px;scroll-margin-top:12px}
        .two,.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:20px}.two>*,.three>*{min-width:0}
        .three{grid-template-columns:repeat(auto-fit,minmax(min(100%,270px),1fr))}
        .two:has(>section){margin-top:20px}.two>section{margin-top:0}
        .missing{border-style:dashed;background:transparent;padding-block:16px}.missing p{margin:0}
        .bars{display:grid;gap:14px;margin:18px 0 0}
        .bar{display:grid;grid-template-columns:minmax(0,15em) 1fr 4.2em;gap:4px 14px;align-items:center}
        .bar b{font-weight:600}.bar small{display:block;color:var(--dim);font-weight:400;line-height:1.3}
        .track{position:relative;height:20px;background:rgba(var(--tint),.1);border-radius:6px;overflow:hidden}
        .track i{position:absolute;inset:0 auto 0 0;background:var(--before);border-radius:6px}
        .track em{position:absolute;top:9px;height:2px;background:var(--ink)}
        .track em::before,.track em::after{content:"";position:absolute;top:-4px;height:10px;width:2px;background:var(--ink)}.track em::after{right:0}
        .bar.main .track i{background:var(--accent)}
        .track::after{content:"";position:absolute;left:var(--guess);top:0;bottom:0;border-left:2px dotted var(--bg)}
        .bar>span{font-variant-numeric:tabular-nums;text-align:right;font-weight:600}.bar.main>span{color:var(--accent)}
        .shots{display:grid;grid-template-columns:repeat(auto-fill,minmax(112px,1fr));gap:16px 14px;margin:14px 0 0;padding:0;list-style:none}
        .shots img{display:block;width:100%;height:auto;border-radius:8px;border:1px solid var(--rule)}
        .shots span{display:block;font-size:.84rem;line-height:1.4;margin-top:5px}.shots .was{color:var(--dim)}
        .ok{color:var(--good)}.no{color:var(--bad)}
        figure.chart{margin:8px 0 0;max-width:640px}.gap{margin-top:18px}svg{display:block;width:100%;height:auto;overflow:visible}
        .grid{stroke:var(--rule)}.axis{stroke:var(--dim)}.tick{fill:var(--dim);font-size:12px;font-variant-numeric:tabular-nums}
        .label{fill:var(--dim);font-size:12.5px}.tag{fill:var(--ink);font-size:12px;paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
        .line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}.thin{stroke-width:1.4}
        .mark{stroke:var(--before);stroke-width:1.6;stroke-dasharray:5 5}.m1{stroke:var(--accent)}
        .value{stroke:var(--ink);stroke-width:1.4;stroke-dasharray:2 3}.event{stroke:var(--dim);stroke-width:1;opacity:.45}
        .sign{fill:var(--dim)}th[scope=row]{min-width:8.5em}.letter{fill:var(--card);font-size:11.5px;font-weight:700}
        .signkey{display:inline-block;width:16px;height:16px;margin-right:6px;border-radius:50%;background:var(--dim);color:var(--card);font-size:10px;line-height:16px;text-align:center}
        .s0{stroke:var(--s0);--c:var(--s0)}.s1{stroke:var(--s1);--c:var(--s1);stroke-dasharray:8 4}.s2{stroke:var(--s2);--c:var(--s2);stroke-dasharray:2 4}
        .s3{stroke:var(--s3);--c:var(--s3);stroke-dasharray:10 3 2 3}.s4{stroke:var(--s4);--c:var(--s4);stroke-dasharray:14 4}.s5{stroke:var(--s5);--c:var(--s5);stroke-dasharray:5 3}
        .is{stroke:var(--accent);--c:var(--accent)}.was{--c:var(--before)}.line.was{stroke:var(--before);stroke-dasharray:6 4}.line.was.thin{stroke:var(--ink);stroke-dasharray:none;opacity:.7}
        .column{fill:var(--accent);opacity:.75}.spot{fill:var(--ink);stroke:var(--card);stroke-width:1.5}
        .dot{stroke:var(--card);stroke-width:1.5}.dot.is{fill:var(--accent)}.dot.was{fill:none;stroke:var(--before);stroke-width:2}
        .whisker.is{stroke-width:1.6}.whisker.was{stroke:var(--before);stroke-width:1.2}
        .plus{fill:var(--plus)}.minus{fill:var(--minus)}.paper{fill:var(--paper)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:10px 0 0;padding:0;font-size:.88rem;color:var(--dim)}.legend:empty{display:none}
        .key{display:inline-block;width:22px;border-top:3px solid var(--c);margin-right:7px;vertical-align:middle}
        .key.s1,.key.s3,.key.s4,.key.s5{border-top-style:dashed}.key.s2{border-top-style:dotted}.key.was{border-top-style:dashed}
        .key.outline{border-top:2px solid var(--ink);opacity:.7}.key.dash{border-top:2px dashed var(--before)}.key.dash.m1{border-color:var(--accent)}
        .key.dot,.key.bar{width:12px;height:12px;border:0;background:var(--c)}.key.dot{border-radius:50%}.key.dot.was{background:none;border:2px solid var(--before)}
        .key.bar{background:var(--accent);opacity:.75;border-radius:2px}
        .scroll{overflow-x:auto;margin-top:14px}.scroll+.note,.scroll+p{margin-top:12px}code{white-space:nowrap;font-size:.93em}pre code{white-space:pre;font-size:1em}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding-bottom:6px}
        th,td{padding:8px 10px;border-bottom:1px solid var(--rule);text-align:left;font-weight:400}td{text-align:right}
        thead th{color:var(--dim);font-size:.85rem}thead th:not(:first-child){text-align:right}
        .numbers{font-size:.92rem}.numbers td{white-space:nowrap}.facts td{text-align:left;overflow-wrap:anywhere}.facts th{color:var(--dim);white-space:nowrap;vertical-align:top}.marked th,.marked td{font-weight:600;background:rgba(var(--tint),.1)}
        .matrix td{text-align:center;border:3px solid var(--card);border-radius:8px;font-weight:600}.matrix th,.matrix thead td{border:0}
        .matrix td small{display:block;font-weight:400;color:var(--dim);font-size:.78rem}
        .matrix .hit{background:rgba(var(--tint),calc(.06 + .5*var(--share)))}.matrix .miss{background:rgba(var(--miss),calc(.05 + .5*var(--share)))}
        .matrix thead th{text-align:center!important}
        dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:18px;margin:14px 0 0}
        dt{color:var(--dim);font-size:.86rem;line-height:1.35}dd{margin:0;font-size:1.45rem;font-weight:600;letter-spacing:-.01em;overflow-wrap:break-word}
        dd small{white-space:nowrap;font-size:.85rem;font-weight:400;color:var(--dim);letter-spacing:0}
        details{margin-top:12px}summary{cursor:pointer;color:var(--dim);font-size:.9rem}details[open] summary{margin-bottom:8px}
        pre{background:var(--bg);border:1px solid var(--rule);border-radius:8px;padding:12px 14px;overflow-x:auto;margin:10px 0 0;font-size:.9rem}
        @media (max-width:600px){.two .tick,.two .tag{font-size:15.5px}.two .label{font-size:16px}main{padding:24px 14px 40px}section{padding:18px 16px}.bar{grid-template-columns:1fr 4.2em}
        .bar>div:first-child{grid-column:1/-1}.shots{grid-template-columns:repeat(auto-fill,minmax(128px,1fr))}th,td{padding:7px 6px}.numbers{font-size:.84rem}.numbers thead th{font-size:.78rem}.numbers th[scope=row]{min-width:7.4em}dl{grid-template-columns:repeat(auto-fit,minmax(125px,1fr))}}
        @media print{body{background:#fff;font-size:11pt}main{max-width:none;padding:0}section,figure,table,.shots li{break-inside:avoid}nav{display:none}
        section{border-color:#bbb;padding:14px 16px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}
