import Foundation

/// Which files of a folder Orris wrote, and what was in them: only these, and only unchanged, are replaced or removed.
///
/// It stands in the folder as a text with a line for each file, its fingerprint and its name, sorted by name.
struct OutputManifest {
  static let fileName = ".orris-files"
  private static let heading =
    "# Files that orris wrote here. It replaces and removes no others, and none that was changed.\n"

  private let folder: URL
  /// What may be in each file; two where a command was stopped between the old contents and the new.
  private var fingerprints: [String: Set<String>] = [:]

  /// Reads the manifest of a folder; it is empty where there is none.
  init(of folder: URL) {
    self.folder = folder
    let text = try? String(contentsOf: folder.appendingPathComponent(Self.fileName), encoding: .utf8)
    for line in (text ?? "").split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { fingerprints[String(parts[1]), default: []].insert(String(parts[0])) }
    }
  }

  /// The names of the files, sorted.
  var names: [String] { fingerprints.keys.sorted() }

  /// Whether a file is there as Orris wrote it.
  func owns(_ name: String) -> Bool {
    guard let known = fingerprints[name], let bytes = Self.contents(of: folder.appendingPathComponent(name)) else {
      return false
    }
    return known.contains(Fingerprint(bytes).text)
  }

  /// Whether something is in the way of a file: another one, a changed one, a folder, or a file where a folder must be.
  ///
  /// - Parameter new: of what the file will hold, where that is known; the same bytes are not in the way.
  func isBlocked(_ name: String, for new: Fingerprint? = nil) -> Bool {
    var parent = folder
    for part in name.split(separator: "/").dropLast() {
      parent.appendPathComponent(String(part))
      if Self.kind(of: parent).map({ $0 != .typeDirectory }) ?? false { return true }
    }
    let url = folder.appendingPathComponent(name)
    guard Self.kind(of: url) != nil, !owns(name) else { return false }
    guard let new, let bytes = Self.contents(of: url) else { return true }
    return Fingerprint(bytes) != new
  }

  /// Says that a file may hold this, too.
  mutating func add(_ name: String, _ fingerprint: Fingerprint) {
    fingerprints[name, default: []].insert(fingerprint.text)
  }

  /// Says that a file holds this and nothing else.
  mutating func set(_ name: String, _ fingerprint: Fingerprint) { fingerprints[name] = [fingerprint.text] }

  mutating func remove(_ name: String) { fingerprints[name] = nil }

  var text: String {
    names.reduce(Self.heading) { text, name in
      fingerprints[name]!.sorted().reduce(text) { $0 + "\($1) \(name)\n" }
    }
  }

  /// Writes the manifest into its folder.
  func write() throws(OutputError) {
    let url = folder.appendingPathComponent(Self.fileName)
    do {
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw OutputError(path: url.path, problem: "this file cannot be written: \(systemReason(error))")
    }
  }

  /// The bytes of a regular file; nil for anything else.
  private static func contents(of url: URL) -> Data? {
    kind(of: url) == .typeRegular ? try? Data(contentsOf: url) : nil
  }

  /// What is there, a symbolic link being one; nil for nothing.
  private static func kind(of url: URL) -> FileAttributeType? {
    try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
  }
}

/// A short name of a file's contents, the same in every process: Fowler, Noll and Vo's hash, of eight bytes at a time.
struct Fingerprint: Equatable {
  private let hash: UInt64

  init(_ bytes: Data) {
    hash = bytes.withUnsafeBytes { buffer in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(buffer.count)
      let whole = buffer.count & ~7
      for offset in stride(from: 0, to: whole, by: 8) {
        let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        hash = (hash ^ word) &* 0x100_0000_01B3
        // The product alone carries nothing from the upper bits down.
        hash ^= hash >> 32
      }
      for offset in whole..<buffer.count { hash = (hash ^ UInt64(buffer[offset])) &* 0x100_0000_01B3 }
      return hash
    }
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
