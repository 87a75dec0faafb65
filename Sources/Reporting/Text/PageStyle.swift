/// The page's style: a statistical yearbook on screen and on paper.
enum PageStyle {
  static let css = """
    :root{--ink:\(Palette.ink);--soft:\(Palette.soft);--rule:\(Palette.rule);--accent:\(Palette.served)}
    *{box-sizing:border-box}
    body{margin:0;background:#f4f6f8;color:var(--ink);font:15px/1.65 \(Palette.fonts)}
    main{max-width:1140px;margin:0 auto;background:#fff;padding:44px 52px 60px;box-shadow:0 0 0 1px var(--rule)}
    header{border-bottom:3px solid var(--ink);padding-bottom:18px;margin-bottom:26px}
    .kicker{margin:0;color:var(--accent);letter-spacing:.08em;font-size:13px}
    h1{font-size:30px;line-height:1.3;margin:6px 0 8px;font-weight:700}
    .question{font-size:17px;margin:0 0 8px}.facts{margin:0;color:var(--soft);font-size:13px}
    h2{font-size:19px;margin:38px 0 8px;padding-top:10px;border-top:1px solid var(--rule)}
    h3{font-size:15px;margin:0}h3 small{color:var(--soft);font-weight:400}
    .note{color:var(--soft);margin:0 0 10px;font-size:13.5px}
    .cards{display:grid;grid-template-columns:repeat(4,1fr);gap:18px}
    .card{border-left:3px solid var(--accent);padding:2px 0 2px 14px}
    .card b{display:block;font-size:34px;line-height:1.2;font-variant-numeric:tabular-nums}.card b.small{font-size:19px;line-height:1.35;min-height:41px}
    .card span{color:var(--soft);font-size:13px}
    .figures{display:grid;grid-template-columns:1fr 1fr;gap:30px 36px;align-items:start}
    figure{margin:0;break-inside:avoid}svg{width:100%;height:auto;display:block}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
    th{text-align:left;font-weight:600;border-bottom:1.5px solid var(--ink);padding:5px 10px 5px 0;vertical-align:bottom;white-space:nowrap}
    td{border-bottom:1px solid var(--rule);padding:4px 10px 4px 0;vertical-align:top}
    th.n,td.n{text-align:right;white-space:nowrap}
    details{margin:6px 0 10px}summary{cursor:pointer;font-weight:600;padding:5px 0}
    .unmet{padding-left:26px}.unmet>li{margin:0 0 14px;break-inside:avoid}.unmet p{margin:1px 0}
    .unmet ul,.ways{margin:2px 0;padding-left:20px;font-size:13.5px}.unmet ul{color:\(Palette.short)}
    .ways{color:var(--ink)}.date{color:var(--accent);font-size:13.5px}.more{color:var(--soft);font-size:12.5px}
    .fine{margin-top:36px;border-top:1px solid var(--rule);color:var(--soft);font-size:12.5px}.fine p{margin:4px 0}
    @media (max-width:820px){main{padding:24px 18px}.cards,.figures{grid-template-columns:1fr 1fr}.figures{grid-template-columns:1fr}}
    @media print{@page{size:A4;margin:15mm 13mm}body{background:#fff;font-size:11px}main{box-shadow:none;padding:0;max-width:none}
    h1{font-size:22px}h2{font-size:15px;break-after:avoid}table{font-size:9.5px}thead{display:table-header-group}tr{break-inside:avoid}
    .card b{font-size:23px}.card b.small{font-size:14px;min-height:28px}details>summary{list-style:none}.unmet{columns:2;column-gap:22px;font-size:9px}.unmet h3,.unmet ul,.ways,.date,.more{font-size:9px}details::details-content{content-visibility:visible;display:block}}
    """
}
