import Foundation

/// Which files of a folder Orris wrote, and what was in them: only these, and only unchanged, are replaced or removed.
///
/// It stands in the folder as a text with a line for each file, its fingerprint and its name, sorted by name.
struct FolderManifest {
  static let fileName = ".orris-files"
  private static let heading =
    "# Files that orris wrote here. It replaces and removes no others, and none that was changed.\n"

  private let folder: URL
  /// What may be in each file; two where a process was stopped between the old contents and the new.
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
    guard let known = fingerprints[name], let bytes = contents(of: name) else { return false }
    return known.contains(Self.fingerprint(bytes))
  }

  /// Whether something is in the way of a file: another one or a changed one, unless it holds the same.
  func isBlocked(_ file: VerilogFile) -> Bool {
    let path = folder.appendingPathComponent(file.name).path
    guard (try? FileManager.default.attributesOfItem(atPath: path)) != nil, !owns(file.name) else { return false }
    return contents(of: file.name) != Data(file.contents.utf8)
  }

  /// Says that a file may hold this, too.
  mutating func add(_ file: VerilogFile) {
    fingerprints[file.name, default: []].insert(Self.fingerprint(Data(file.contents.utf8)))
  }

  /// Says that a file holds this and nothing else.
  mutating func set(_ file: VerilogFile) {
    fingerprints[file.name] = [Self.fingerprint(Data(file.contents.utf8))]
  }

  mutating func remove(_ name: String) { fingerprints[name] = nil }

  /// Writes the manifest into its folder.
  func write() throws {
    let text = names.reduce(Self.heading) { text, name in
      (fingerprints[name] ?? []).sorted().reduce(text) { $0 + "\($1) \(name)\n" }
    }
    try Data(text.utf8).write(to: folder.appendingPathComponent(Self.fileName), options: .atomic)
  }

  /// The bytes of a regular file; nil for anything else.
  private func contents(of name: String) -> Data? {
    let url = folder.appendingPathComponent(name)
    let kind = try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
    return kind == .typeRegular ? try? Data(contentsOf: url) : nil
  }

  /// A short name of a file's contents, the same in every process: Fowler, Noll and Vo's hash, of eight bytes at a
  /// time, in sixteen hexadecimal digits.
  private static func fingerprint(_ bytes: Data) -> String {
    let hash = bytes.withUnsafeBytes { buffer in
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
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
