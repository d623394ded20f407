import Foundation
import HardwareSimulation

/// A folder of results that appears complete or not at all.
///
/// Files are collected in a hidden folder beside it, on the same volume, and moved when all are there. A folder that
/// exists already keeps what else it holds. Of the files with the same names, those that Orris wrote are replaced; where
/// another one is in the way, or one that was changed since, nothing is touched. `OutputManifest` knows which is which.
/// What a command left that was killed goes when the next one begins.
struct OutputFolder: ~Copyable {
  private let target: URL
  private let unfinished: UnfinishedFolder
  private var staging: URL { unfinished.url }
  private let targetExists: Bool
  private let path: String
  private var files: [(name: String, contents: Fingerprint)]

  /// Finds out whether a folder can be written, so that this is known before long work begins.
  ///
  /// Leaves nothing.
  ///
  /// - Parameter names: files that will be written, as far as they are known.
  static func check(_ path: String, for names: [String] = []) throws(OutputError) {
    let folder = try OutputFolder(path)
    guard folder.targetExists else { return }
    let manifest = OutputManifest(of: folder.target)
    try refuse(names.filter { manifest.isBlocked($0) }, in: path)
  }

  /// - Throws: `OutputError` if nothing can be written there.
  init(_ path: String) throws(OutputError) {
    guard !path.isEmpty else {
      throw OutputError(path: "''", problem: "this names no folder; '.' is the current one")
    }
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
    UnfinishedFolder.removeAbandoned(in: ancestor) { $0.hasPrefix(".orris-") && $0.hasSuffix("-partial") }
    let name = ".orris-\(ProcessInfo.processInfo.processIdentifier)-partial"
    do {
      unfinished = try UnfinishedFolder(ancestor.appendingPathComponent(name))
    } catch {
      let reason = systemReason(error.code.rawValue)
      throw OutputError(path: path, problem: "nothing can be written there: \(ancestor.path): \(reason)")
    }
    (self.path, self.target, self.targetExists) = (path, target, targetExists)
    files = []
  }

  /// Adds a file; `name` may begin with subfolders.
  mutating func add(_ name: String, _ bytes: some Sequence<UInt8>) throws(OutputError) {
    let (url, data) = (staging.appendingPathComponent(name), Data(bytes))
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url)
    } catch {
      throw OutputError(
        path: target.appendingPathComponent(name).path, problem: "this file cannot be written: \(systemReason(error))")
    }
    files.append((name, Fingerprint(data)))
  }

  mutating func add(_ name: String, _ text: String) throws(OutputError) {
    try add(name, text.utf8)
  }

  /// Moves everything to its place.
  ///
  /// - Parameter isObsolete: which files of earlier runs go, of those that Orris wrote.
  /// - Throws: `OutputError` if something else is in the way; then nothing has changed.
  consuming func commit(removing isObsolete: (String) -> Bool = { _ in false }) throws(OutputError) {
    guard targetExists else {
      var manifest = OutputManifest(of: staging)
      for file in files { manifest.set(file.name, file.contents) }
      try manifest.write()
      return try move(staging, to: target)
    }
    let lock = try lockTarget()
    defer { close(lock) }
    var manifest = OutputManifest(of: target)
    try Self.refuse(files.filter { manifest.isBlocked($0.name, for: $0.contents) }.map(\.name), in: path)
    // Old and new contents are both Orris' own until all are in place, should this be stopped in the middle.
    for file in files { manifest.add(file.name, file.contents) }
    try manifest.write()
    for file in files {
      try move(staging.appendingPathComponent(file.name), to: target.appendingPathComponent(file.name))
    }
    for file in files { manifest.set(file.name, file.contents) }
    let written = Set(files.map(\.name))
    for name in manifest.names where isObsolete(name) && !written.contains(name) {
      if manifest.owns(name) { try? FileManager.default.removeItem(at: target.appendingPathComponent(name)) }
      manifest.remove(name)
    }
    try manifest.write()
  }

  /// Keeps other commands from writing the folder at the same time, until the descriptor is closed.
  private func lockTarget() throws(OutputError) -> Int32 {
    let descriptor = open(target.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(path: path, problem: "this cannot be read: \(systemReason(errno))") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(descriptor)
      throw OutputError(
        path: path,
        problem: reason == EWOULDBLOCK
          ? "another command is writing this folder" : "this cannot be locked: \(systemReason(reason))")
    }
    return descriptor
  }

  private static func refuse(_ names: [String], in path: String) throws(OutputError) {
    guard let first = names.first else { return }
    let others = names.count == 1 ? "" : " and \(names.count - 1) more"
    throw OutputError(
      path: path,
      problem:
        "\(first)\(others) there: not written by orris, or changed since; nothing was touched. Move them away, or "
        + "take another folder")
  }

  private func move(_ source: URL, to destination: URL) throws(OutputError) {
    try? FileManager.default.createDirectory(
      at: destination.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard rename(source.path, destination.path) == 0 else {
      throw OutputError(path: destination.path, problem: "this cannot be written: \(systemReason(errno))")
    }
  }
}

/// Why a file could not be written or read, as the end of a sentence.
func systemReason(_ error: any Error) -> String { FileProblem(error)?.reason ?? error.localizedDescription }

/// What the system says of an error number, as the end of a sentence.
func systemReason(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}
