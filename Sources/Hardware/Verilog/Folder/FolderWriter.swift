import Foundation

/// Writes files into a folder of which everything appears or nothing.
struct FolderWriter {
  private let target: URL
  private let path: String

  init(_ folder: URL) {
    target = folder.standardizedFileURL
    path = folder.relativePath
  }

  func write(_ files: [VerilogFile]) throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder)
    if exists && !isFolder.boolValue { throw error("this is a file; the name of a folder is expected") }
    do {
      // Beside the folder, so that it is on the same volume, and hidden.
      let staging = target.deletingLastPathComponent()
        .appendingPathComponent(".orris-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)-partial")
      try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: staging) }
      for file in files { try Data(file.contents.utf8).write(to: staging.appendingPathComponent(file.name)) }
      try exists ? replace(files, from: staging) : publish(files, from: staging)
    } catch let error as Verilog.FolderError {
      throw error
    } catch {
      throw self.error("this cannot be written: \(Self.reason(error))")
    }
  }

  private func publish(_ files: [VerilogFile], from staging: URL) throws {
    var manifest = FolderManifest(of: staging)
    for file in files { manifest.set(file) }
    try manifest.write()
    try move(staging, to: target)
  }

  private func replace(_ files: [VerilogFile], from staging: URL) throws {
    var manifest = FolderManifest(of: target)
    let blocked = files.filter(manifest.isBlocked).map(\.name)
    if let first = blocked.first {
      let others = blocked.count == 1 ? "" : " and \(blocked.count - 1) more"
      throw error(
        "\(first)\(others) there: not written by orris, or changed since; nothing was touched. Move them away, or take "
          + "another folder")
    }
    // Old and new contents are both Orris' own until all are in place, should this be stopped in the middle.
    for file in files { manifest.add(file) }
    try manifest.write()
    for name in files.map(\.name) {
      try move(staging.appendingPathComponent(name), to: target.appendingPathComponent(name))
    }
    for file in files { manifest.set(file) }
    let written = Set(files.map(\.name))
    let suffixes = Verilog.Dialect.allCases.map { ".\($0.fileExtension)" } + [".f", ".hex"]
    for name in manifest.names where !written.contains(name) && suffixes.contains(where: name.hasSuffix) {
      if manifest.owns(name) { try? FileManager.default.removeItem(at: target.appendingPathComponent(name)) }
      manifest.remove(name)
    }
    try manifest.write()
  }

  private func move(_ source: URL, to destination: URL) throws {
    guard rename(source.path, destination.path) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  private func error(_ problem: String) -> Verilog.FolderError { Verilog.FolderError(path: path, problem: problem) }

  /// What the system says of an error, as the end of a sentence.
  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    guard cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return String(cString: strerror(Int32(truncatingIfNeeded: cause.code))).lowercased()
  }
}
