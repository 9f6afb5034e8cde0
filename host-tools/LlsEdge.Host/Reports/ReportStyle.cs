namespace LlsEdge.Host.Reports;

/// <summary>The report's style sheet: light and dark, from a phone to a wide screen.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#16202c;--dim:#5a6776;--rule:#dfe4ea;--accent:#0a7d6c;--before:#9aa5b1;
        --good:#0a7d6c;--bad:#c2402a;--tint:10,125,108;
        --s0:#0a7d6c;--s1:#c2572a;--s2:#3b62c4;--s3:#9a3fa0;--s4:#8a7413;--s5:#4f6272}
        @media (prefers-color-scheme:dark){:root{--bg:#10161d;--card:#18212b;--ink:#e8edf2;--dim:#9dabb9;--rule:#2b3744;--accent:#3ecfb6;
        --before:#6d7b89;--good:#3ecfb6;--bad:#ff8a6f;--tint:62,207,182;
        --s0:#3ecfb6;--s1:#ff9f6b;--s2:#86a8ff;--s3:#dd8fe3;--s4:#d9c35a;--s5:#a3b4c4}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:1080px;margin:0 auto;padding:40px 24px 64px}
        header p.kicker{margin:0;color:var(--accent);font-weight:600;letter-spacing:.04em}
        h1{font-size:clamp(1.7rem,4.6vw,2.7rem);line-height:1.15;margin:.25em 0 .4em;letter-spacing:-.02em;text-wrap:balance}
        h2{font-size:1.15rem;margin:0 0 4px}
        p.lead{font-size:1.08rem;color:var(--dim);max-width:62ch;margin:0 0 20px}
        p.note{color:var(--dim);margin:0 0 14px;font-size:.92rem;max-width:70ch}
        .badge{display:inline-block;border:1px solid var(--rule);border-radius:99px;padding:2px 12px;font-size:.85rem;background:var(--card)}
        section{background:var(--card);border:1px solid var(--rule);border-radius:14px;padding:24px;margin-top:20px}
        .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:20px}.two{margin-top:20px}.two>section{min-width:0;margin-top:0}
        .bars{display:grid;gap:14px;margin:18px 0 0}
        .bar{display:grid;grid-template-columns:minmax(0,15em) 1fr 4.2em;gap:4px 14px;align-items:center}
        .bar b{font-weight:600}.bar small{display:block;color:var(--dim);font-weight:400;line-height:1.3}
        .track{position:relative;height:20px;background:rgba(var(--tint),.1);border-radius:6px;overflow:hidden}
        .track i{position:absolute;inset:0 auto 0 0;background:var(--before);border-radius:6px}
        .bar.main .track i{background:var(--accent)}
        .track::after{content:"";position:absolute;left:var(--guess);top:0;bottom:0;border-left:2px dotted var(--bg)}
        .bar>span{font-variant-numeric:tabular-nums;text-align:right;font-weight:600}.bar.main>span{color:var(--accent)}
        .shots{display:grid;grid-template-columns:repeat(auto-fill,minmax(112px,1fr));gap:16px 14px;margin:14px 0 0;padding:0;list-style:none}
        .shots img{display:block;width:100%;height:auto;border-radius:8px;border:1px solid var(--rule)}
        .shots span{display:block;font-size:.84rem;line-height:1.4;margin-top:5px}.shots .was{color:var(--dim)}
        .ok{color:var(--good)}.no{color:var(--bad)}
        figure.chart{margin:8px 0 0}svg{display:block;width:100%;height:auto;overflow:visible}
        .grid{stroke:var(--rule)}.axis{stroke:var(--dim)}.tick{fill:var(--dim);font-size:12px;font-variant-numeric:tabular-nums}
        .label{fill:var(--dim);font-size:12.5px}
        .line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}.mark{stroke:var(--before);stroke-width:1.6;stroke-dasharray:5 5}
        .m1{stroke:var(--accent)}
        .s0{stroke:var(--s0);--c:var(--s0)}.s1{stroke:var(--s1);--c:var(--s1)}.s2{stroke:var(--s2);--c:var(--s2)}.s3{stroke:var(--s3);--c:var(--s3)}
        .s4{stroke:var(--s4);--c:var(--s4)}.s5{stroke:var(--s5);--c:var(--s5)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:10px 0 0;padding:0;font-size:.88rem;color:var(--dim)}
        .key{display:inline-block;width:18px;border-top:3px solid var(--c);margin-right:7px;vertical-align:middle}
        .key.dash{border-top:2px dashed var(--before)}.key.dash.m1{border-color:var(--accent)}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding-bottom:6px}
        th,td{padding:8px 10px;border-bottom:1px solid var(--rule);text-align:left;font-weight:400}td{text-align:right}
        thead th{color:var(--dim);font-size:.85rem}thead th:not(:first-child){text-align:right}
        .matrix td{text-align:center;border:3px solid var(--card);border-radius:8px;font-weight:600}.matrix th{border:0}
        .matrix thead th{text-align:center!important}
        dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:18px;margin:14px 0 0}
        dt{color:var(--dim);font-size:.86rem;line-height:1.35}dd{margin:0;font-size:1.45rem;font-weight:600;letter-spacing:-.01em}
        dd small{white-space:nowrap;font-size:.85rem;font-weight:400;color:var(--dim)}
        pre{background:var(--bg);border:1px solid var(--rule);border-radius:8px;padding:12px 14px;overflow-x:auto;margin:10px 0 0;font-size:.9rem}
        @media (max-width:600px){main{padding:24px 14px 40px}section{padding:18px 16px}.bar{grid-template-columns:1fr 4.2em}
        .bar>div:first-child{grid-column:1/-1}.shots{grid-template-columns:repeat(auto-fill,minmax(128px,1fr))}}
        @media print{section{break-inside:avoid}}
        """;
}
