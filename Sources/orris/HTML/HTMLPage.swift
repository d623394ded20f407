import TextFiles

/// A page that needs nothing from elsewhere: text, tables and drawings.
struct HTMLPage {
  /// By this line a page is known as one of Orris.
  static let generator = #"<meta name="generator" content="Orris">"#

  private let title: String
  private var body = ""

  init(_ title: String) { self.title = title }

  mutating func heading(_ text: String) { body += "<h2>\(text.escapedForHTML)</h2>\n" }

  mutating func paragraph(_ text: String) { body += "<p>\(text.escapedForHTML)</p>\n" }

  /// Drawings side by side, as far as there is room.
  mutating func drawings(_ svgs: [String]) { body += "<div class=\"drawings\">\n\(svgs.joined())</div>\n" }

  mutating func table(_ table: TextTable) {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>"
        + zip(cells, table.columns).map { cell, column in
          "<\(tag)\(column.alignment == .right ? " class=\"number\"" : "")>\(cell.escapedForHTML)</\(tag)>"
        }.joined() + "</tr>\n"
    }
    body +=
      "<table>\n" + row(table.columns.map(\.title), "th") + table.rows.map { row($0, "td") }.joined() + "</table>\n"
  }

  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    \(Self.generator)
    <title>\(title.escapedForHTML)</title>
    <style>
    body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
    table { border-collapse: collapse; margin: 1rem 0; }
    th, td { padding: 0.15rem 0.7rem; border-bottom: 1px solid #ddd; text-align: left; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    .drawings { display: flex; flex-wrap: wrap; gap: 1rem; }
    svg { font: 11px system-ui, sans-serif; }
    </style>
    </head>
    <body>
    <h1>\(title.escapedForHTML)</h1>
    \(body)</body>
    </html>

    """
  }
}

extension String {
  var escapedForHTML: String {
    shownLines().replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
