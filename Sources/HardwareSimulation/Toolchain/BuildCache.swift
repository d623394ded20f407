import Foundation

/// A folder of finished builds, each named by the digest of all that went into it.
///
/// A build happens in a temporary folder that is renamed when it is complete, under a lock: whoever else wants the same
/// one waits for it, in this process or another, and an interrupted build leaves nothing that looks finished. What a build
/// left whose process was killed goes when the next one begins.
struct BuildCache {
  let folder: URL

  init(at folder: URL) {
    self.folder = folder
  }

  init(_ name: String) {
    folder = Checkout.cache.appendingPathComponent(name)
  }

  /// The folder of the build with these inputs, built now if it is not there yet.
  ///
  /// - Throws: What `build` throws, and `SimulationError` where the cache cannot be written.
  func folder(for inputs: [String], build: (URL) throws -> Void) throws -> URL {
    let key = String(SHA256.digest(of: inputs).prefix(32))
    let finished = folder.appendingPathComponent(key)
    if exists(finished) { return finished }
    try create(folder)
    let lock = try FileLock(folder.appendingPathComponent("\(key).lock"))
    defer { lock.release() }
    if exists(finished) { return finished }
    UnfinishedFolder.removeAbandoned(in: folder) { $0.hasSuffix(Self.suffix) }
    let partial = try unfinished(folder.appendingPathComponent(key + Self.suffix))
    try build(partial.url)
    try FileManager.default.moveItem(at: partial.url, to: finished)
    return finished
  }

  private static let suffix = ".partial"

  private func unfinished(_ url: URL) throws -> UnfinishedFolder {
    do {
      return try UnfinishedFolder(url)
    } catch {
      throw SimulationError("cannot create the folder \(url.path): \(error.localizedDescription)")
    }
  }

  private func exists(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.path)
  }

  private func create(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw SimulationError("cannot create the cache folder \(folder.path): \(error.localizedDescription)")
    }
  }
}

/// An exclusive advisory lock on a file, among threads and processes.
struct FileLock {
  private let descriptor: Int32

  /// Waits until nobody else holds the lock.
  init(_ url: URL) throws {
    descriptor = open(url.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw SimulationError("cannot open the lock \(url.path): \(String(cString: strerror(errno)))")
    }
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
  }

  func release() {
    close(descriptor)
  }
}
