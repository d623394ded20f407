import Accelerator
import Foundation
import Mapping
import Network

/// The points that are known already: a file with a line of JSON for each, written as soon as it is found, so that a sweep
/// that was stopped goes on where it was.
final class ExploreLog: Sendable {
  private struct Line: Codable {
    let setup: String
    let point: ExplorePoint
  }

  static let fileName = "points.jsonl"
  private let setup: String
  private let handle: FileHandle
  /// The points of the same setup that stood in the file.
  let known: [Architecture: ExplorePoint]

  /// Opens the file in a folder, which is made if it is not there.
  ///
  /// - Parameter setup: what else the costs depend on; points of another setup stay in the file and are not looked at.
  /// - Throws: `OutputError` if it cannot be written, or another sweep writes it.
  init(in folder: String, setup: String) throws(OutputError) {
    self.setup = setup
    let path = URL(fileURLWithPath: folder).appendingPathComponent(Self.fileName).path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: folder, problem: "this folder cannot be made: \(error.localizedDescription)")
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND, 0o644)
    guard descriptor >= 0 else {
      throw OutputError(path: path, problem: "this file cannot be written: \(systemReason(errno))")
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw OutputError(path: path, problem: "another sweep is writing this file")
    }
    let bytes: Data
    do {
      bytes = try handle.readToEnd() ?? Data()
      // What a sweep that was killed left of its last line goes.
      let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      if end < bytes.count { try handle.truncate(atOffset: UInt64(end)) }
    } catch {
      throw OutputError(path: path, problem: "this file cannot be read: \(error.localizedDescription)")
    }
    let decoder = JSONDecoder()
    var known: [Architecture: ExplorePoint] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let line = try? decoder.decode(Line.self, from: Data(line)), line.setup == setup else { continue }
      known[line.point.architecture] = line.point
    }
    self.known = known
  }

  /// Adds a point.
  func append(_ point: ExplorePoint) throws(OutputError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      var line = try encoder.encode(Line(setup: setup, point: point))
      line.append(UInt8(ascii: "\n"))
      try handle.write(contentsOf: line)
    } catch {
      throw OutputError(path: Self.fileName, problem: "this file cannot be written: \(error.localizedDescription)")
    }
  }

  /// What stands for all that costs depend on besides the architecture.
  static func setup(_ table: LayerTable, _ search: MappingSearch) -> String {
    let text = "\(Orris.configuration.version) \(table.layers) \(search.objective) \(search.energy)"
    // Fowler, Noll and Vo's hash, which is the same in every process.
    let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}
