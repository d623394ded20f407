import Foundation

/// A single file.
enum OutputFile {
  /// Finds out whether a file can be written, so that this is known before long work begins. Leaves nothing.
  static func check(_ path: String) throws(OutputError) {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    guard !FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) || !isFolder.boolValue else {
      throw OutputError(path: path, problem: "this is a folder; the name of a file is expected")
    }
    let probe = url.deletingLastPathComponent()
      .appendingPathComponent(".orris-\(ProcessInfo.processInfo.processIdentifier)-probe")
    let descriptor = open(probe.path, O_CREAT | O_WRONLY | O_EXCL, 0o644)
    guard descriptor >= 0 else {
      throw OutputError(path: path, problem: "this file cannot be written: \(systemReason(errno))")
    }
    close(descriptor)
    unlink(probe.path)
  }

  /// Writes a file, or leaves what stands there.
  static func write(_ text: String, to path: String) throws(OutputError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw OutputError(path: path, problem: "this file cannot be written: \(error.localizedDescription)")
    }
  }
}
