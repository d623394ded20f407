import Accelerator
import Mapping
import Network

/// The points that are known already, in a file that grows with each.
struct ExploreLog: Sendable {
  private struct Line: Codable, Sendable {
    let setup: String
    let point: ExplorePoint
  }

  private let setup: String
  private let log: LineLog<Line>
  /// The points of the same setup that stood in the file.
  let known: [Architecture: ExplorePoint]

  /// - Parameter setup: what else the costs depend on; points of another setup stay in the file and are not looked at.
  /// - Throws: `OutputError` if it cannot be written, or another sweep writes it.
  init(in folder: String, setup: String) throws(OutputError) {
    self.setup = setup
    log = try LineLog("points.jsonl", in: folder, firstKey: "point")
    var known: [Architecture: ExplorePoint] = [:]
    for line in log.known where line.setup == setup { known[line.point.architecture] = line.point }
    self.known = known
  }

  /// Adds a point.
  func append(_ point: ExplorePoint) throws(OutputError) { try log.append(Line(setup: setup, point: point)) }

  /// What stands for all that costs depend on besides the architecture.
  static func setup(_ table: LayerTable, _ search: MappingSearch) -> String {
    let text = "\(Orris.configuration.version) \(table.layers) \(search.objective) \(search.slack) \(search.energy)"
    return String(fingerprint(text.utf8), radix: 16)
  }
}
