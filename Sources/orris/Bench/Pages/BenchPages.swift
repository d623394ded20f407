import Foundation

/// What a part of the benchmark found, as it is kept until pages are made of it.
struct PartRecord: Codable {
  /// Its tables, in Markdown.
  let markdown: String
  /// Texts for other places of a page, by their names.
  let texts: [String: String]
  let summary: [SummaryRow]
}

/// The results of all parts so far, in a folder, and the pages that show them.
struct BenchPages {
  let folder: String
  let paths: [String]

  /// - Throws: `CommandFailure` or `OutputError` where a page cannot be read or written, so that this is known before
  ///   long work begins.
  init(_ paths: [String], folder: String) throws {
    (self.paths, self.folder) = (paths, folder)
    for path in paths {
      guard FileManager.default.isWritableFile(atPath: path) || !FileManager.default.fileExists(atPath: path) else {
        throw OutputError(path: path, problem: "this file cannot be written")
      }
      let known = Set(NetworkBenchmark.Part.allCases.flatMap { [$0.rawValue] + $0.texts } + ["summary"])
      if let name = try Self.blocks(path).names.first(where: { !known.contains($0) }) {
        throw CommandFailure(
          .badInput, "\(path): \(name) is no part of the benchmark; there are \(known.sorted().joined(separator: ", "))"
        )
      }
    }
  }

  private static func blocks(_ path: String) throws -> MarkdownBlocks {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure(.badInput, "\(path): there is no such file, or it is no text")
    }
    return try MarkdownBlocks(text, path: path)
  }

  private func recordPath(_ part: NetworkBenchmark.Part) -> String { "\(folder)/parts/\(part.rawValue).json" }

  /// Keeps what a part found, as soon as that is known.
  func keep(_ result: BenchResult, of part: NetworkBenchmark.Part, _ note: String) throws {
    var summary = result.summary
    // The wall time of work that was done in an earlier run is known from that one alone.
    let names = Set(summary.map(\.name))
    summary += (record(part)?.summary ?? []).filter { $0.quantity == .seconds && !names.contains($0.name) }
    let tables = result.tables.map { "\($0.title):\n\n\($0.text.markdown)" }
    let record = PartRecord(
      markdown: (tables + [note]).joined(separator: "\n"), texts: result.texts, summary: summary)
    do {
      try FileManager.default.createDirectory(atPath: "\(folder)/parts", withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: "\(folder)/parts", problem: "this folder cannot be made: \(error.localizedDescription)")
    }
    try OutputFile.write(orris.json(of: record), to: recordPath(part))
  }

  private func record(_ part: NetworkBenchmark.Part) -> PartRecord? {
    (try? Data(contentsOf: URL(fileURLWithPath: recordPath(part)))).flatMap {
      try? JSONDecoder().decode(PartRecord.self, from: $0)
    }
  }

  /// Writes the pages with all that is known.
  ///
  /// - Returns: what is left as it was for want of a result.
  func write() throws -> [String] {
    var contents: [String: String] = [:]
    var summary: [SummaryRow]? = []
    for part in NetworkBenchmark.Part.allCases {
      guard let record = record(part) else {
        summary = nil
        continue
      }
      contents[part.rawValue] = record.markdown
      contents.merge(record.texts) { $1 }
      summary?.append(contentsOf: record.summary)
    }
    contents["summary"] = summary.map { SummaryRow.table($0).text.markdown }
    contents = contents.mapValues { $0.trimmingCharacters(in: .newlines) }
    var left: [String] = []
    for path in paths {
      let blocks = try Self.blocks(path)
      try OutputFile.write(blocks.replaced(by: contents), to: path)
      left += blocks.names.filter { contents[$0] == nil }.map { "\(path): \($0)" }
    }
    return left
  }
}
