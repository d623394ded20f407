import Foundation

/// A single file.
enum OutputFile {
  /// Finds out whether a file can be written, so that this is known before long work begins.
  ///
  /// Leaves nothing.
  ///
  /// A file that is there already may be one of the same kind that Orris writes: a page of its own, a waveform.
  static func check(_ path: String) throws(OutputError) {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    guard !FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) || !isFolder.boolValue else {
      throw OutputError(path: path, problem: "this is a folder; the name of a file is expected")
    }
    if isDevice(url) { return }
    guard isReplaceable(url) else {
      throw OutputError(
        path: path,
        problem: "there is a file that orris did not write; nothing was touched. Move it away, or take another name")
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

  private static func isReplaceable(_ url: URL) -> Bool {
    // What is no regular file, such as /dev/null, has no contents to lose.
    guard let type = try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)[.type],
      type as? FileAttributeType == .typeRegular, let handle = try? FileHandle(forReadingFrom: url)
    else { return true }
    defer { try? handle.close() }
    let beginning = (try? handle.read(upToCount: 512)) ?? Data()
    switch url.pathExtension {
    // A value change dump begins with a keyword, and an FST file with a header of a fixed length.
    case "vcd": return beginning.isEmpty || beginning.first == UInt8(ascii: "$")
    case "fst": return beginning.isEmpty || beginning.starts(with: [0, 0, 0, 0, 0, 0, 0, 1, 0x49])
    default: return beginning.isEmpty || String(decoding: beginning, as: UTF8.self).contains(HTMLPage.generator)
    }
  }

  /// Writes a file, or leaves what stands there.
  ///
  /// A device or a pipe is written to, not replaced.
  static func write(_ text: String, to path: String) throws(OutputError) {
    let url = URL(fileURLWithPath: path)
    do {
      if isDevice(url) {
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
      } else {
        try Data(text.utf8).write(to: url, options: .atomic)
      }
    } catch {
      throw OutputError(path: path, problem: "this file cannot be written: \(systemReason(error))")
    }
  }

  /// Whether something stands there that is neither a file nor a folder, for example `/dev/stdout`.
  private static func isDevice(_ url: URL) -> Bool {
    var status = stat()
    guard stat(url.path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }
}
