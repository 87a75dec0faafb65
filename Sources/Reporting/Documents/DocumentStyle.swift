/// The style of papers: the layout of Chinese office forms, on screen and on A4.
enum DocumentStyle {
  static func css(isLandscape: Bool) -> String {
    """
    *{box-sizing:border-box}
    body{margin:0;background:#f4f6f8;color:#1a1f24;font:15px/1.7 \(Palette.fonts)}
    main{max-width:\(isLandscape ? 1180 : 860)px;margin:20px auto;background:#fff;padding:46px 54px;box-shadow:0 0 0 1px \(Palette.rule)}
    header{text-align:center;margin-bottom:18px}.issuer{color:\(Palette.short);margin:0;letter-spacing:.06em}
    h1{font-size:25px;margin:6px 0;font-weight:700}.facts{margin:0;color:\(Palette.soft);font-size:13px}
    h2{font-size:16px;margin:22px 0 6px}p{margin:6px 0}
    table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums;margin:6px 0}
    .form th,.form td{border:1px solid #333;padding:6px 9px;vertical-align:middle;text-align:left}
    .form th{font-weight:600;background:#f6f7f9}.form col.a{width:19%}.form .section{background:#e9edf1;text-align:center}.form .long{min-height:48px;height:52px;vertical-align:top}
    .list th{border-bottom:1.5px solid #333;text-align:left;padding:4px 12px 4px 0;vertical-align:bottom}
    .list td{border-bottom:1px solid \(Palette.rule);padding:4px 12px 4px 0;vertical-align:top}th.n,td.n{text-align:right}
    td.d,.light,.list th{white-space:nowrap}.list th.w{white-space:normal;min-width:6em}.form{table-layout:fixed}
    .pledge{text-indent:2em;margin:14px 0}.sign{text-align:right;margin:18px 40px 8px 0}.sign p{margin:10px 0}
    figure{margin:12px auto;max-width:720px}svg{width:100%;height:auto}
    .light{margin-right:3px}.red{color:#b5352c}.yellow{color:#c98a00}.green{color:#2f8f4e}
    footer{margin-top:26px;border-top:1px solid \(Palette.rule);padding-top:6px;color:\(Palette.soft);font-size:11.5px}
    @media print{@page{size:A4 \(isLandscape ? "landscape" : "portrait");margin:16mm 14mm}body{background:#fff;font-size:11.5px}
    main{box-shadow:none;margin:0;padding:0;max-width:none}table{font-size:10.5px}thead{display:table-header-group}tr,p,.sign,.kept{break-inside:avoid}h2,tr.s{break-after:avoid}footer,.pledge,.sign{break-before:avoid}}
    """
  }
}
