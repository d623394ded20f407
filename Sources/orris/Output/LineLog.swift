import Foundation

/// Entries in a file with a line of JSON for each, written as soon as they are found, so that long work that was stopped
/// goes on where it was.
final class LineLog<Entry: Codable & Sendable>: Sendable {
  private let path: String
  private let handle: FileHandle
  /// What stood in the file; lines that are no such entries are left alone.
  let known: [Entry]

  /// Opens the file in a folder, which is made if it is not there.
  ///
  /// - Parameter firstKey: the first of an entry's keys; by it the lines are known as those of such a log.
  /// - Throws: `OutputError` if it cannot be written, another command writes it, or it is no such log.
  init(_ fileName: String, in folder: String, firstKey: String) throws(OutputError) {
    path = URL(fileURLWithPath: folder).appendingPathComponent(fileName).path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: folder, problem: "this folder cannot be made: \(systemReason(error))")
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND, 0o644)
    guard descriptor >= 0 else {
      throw OutputError(path: path, problem: "this file cannot be written: \(systemReason(errno))")
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw OutputError(path: path, problem: "another command is writing this file")
    }
    let bytes: Data
    do {
      bytes = try handle.readToEnd() ?? Data()
    } catch {
      throw OutputError(path: path, problem: "this file cannot be read: \(systemReason(error))")
    }
    // The first line may have been cut off anywhere.
    guard zip(bytes, "{\"\(firstKey)\":".utf8).allSatisfy({ $0 == $1 }) else {
      throw OutputError(
        path: path, problem: "there is a file that orris did not write; move it away, or take another folder")
    }
    do {
      // What a command that was killed left of its last line goes.
      let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      if end < bytes.count { try handle.truncate(atOffset: UInt64(end)) }
    } catch {
      throw OutputError(path: path, problem: "this file cannot be read: \(systemReason(error))")
    }
    let decoder = JSONDecoder()
    known = bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? decoder.decode(Entry.self, from: Data($0)) }
  }

  /// Adds an entry.
  ///
  /// One write a line, so several threads may do it.
  func append(_ entry: Entry) throws(OutputError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      var line = try encoder.encode(entry)
      line.append(UInt8(ascii: "\n"))
      try handle.write(contentsOf: line)
    } catch {
      throw OutputError(path: path, problem: "this file cannot be written: \(systemReason(error))")
    }
  }
}

/// A short name of bytes that is the same in every process: Fowler, Noll and Vo's hash.
func fingerprint(_ bytes: some Sequence<UInt8>, after hash: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
  bytes.reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
