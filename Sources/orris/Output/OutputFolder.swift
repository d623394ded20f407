import Foundation

/// A folder of results that appears complete or not at all.
///
/// Files are collected in a hidden folder beside it, on the same volume, and moved when all are there. A folder that
/// exists already keeps what else it holds; files of the same names are replaced.
struct OutputFolder: ~Copyable {
  private let target: URL
  private let staging: URL
  private let targetExists: Bool
  private var names: [String]

  /// Finds out whether a folder can be written, so that this is known before long work begins. Leaves nothing.
  static func check(_ path: String) throws(OutputError) { _ = try OutputFolder(path) }

  /// - Throws: `OutputError` if nothing can be written there.
  init(_ path: String) throws(OutputError) {
    let target = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    let targetExists = FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder)
    guard !targetExists || isFolder.boolValue else {
      throw OutputError(path: path, problem: "this is a file; the name of a folder is expected")
    }
    var ancestor = target
    while ancestor.path != "/" && !FileManager.default.fileExists(atPath: ancestor.path) {
      ancestor.deleteLastPathComponent()
    }
    let staging = ancestor.appendingPathComponent(".orris-\(ProcessInfo.processInfo.processIdentifier)-partial")
    guard mkdir(staging.path, 0o777) == 0 else {
      throw OutputError(path: path, problem: "nothing can be written there: \(ancestor.path): \(systemReason(errno))")
    }
    (self.target, self.staging, self.targetExists) = (target, staging, targetExists)
    names = []
  }

  deinit { try? FileManager.default.removeItem(at: staging) }

  /// Adds a file; `name` may begin with subfolders.
  mutating func add(_ name: String, _ bytes: some Sequence<UInt8>) throws(OutputError) {
    let url = staging.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch {
      throw OutputError(path: url.path, problem: "this file cannot be written: \(error.localizedDescription)")
    }
    names.append(name)
  }

  mutating func add(_ name: String, _ text: String) throws(OutputError) {
    try add(name, text.utf8)
  }

  /// Moves everything to its place, and removes `obsolete` files of an earlier run.
  consuming func commit(removing obsolete: [String] = []) throws(OutputError) {
    if targetExists {
      for name in names { try move(staging.appendingPathComponent(name), to: target.appendingPathComponent(name)) }
      for name in obsolete { try? FileManager.default.removeItem(at: target.appendingPathComponent(name)) }
    } else {
      try move(staging, to: target)
    }
  }

  private func move(_ source: URL, to destination: URL) throws(OutputError) {
    try? FileManager.default.createDirectory(
      at: destination.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard rename(source.path, destination.path) == 0 else {
      throw OutputError(path: destination.path, problem: "this cannot be written: \(systemReason(errno))")
    }
  }
}

/// What the system says of an error number, as the end of a sentence.
func systemReason(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}
