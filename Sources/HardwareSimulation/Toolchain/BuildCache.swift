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
  /// - Throws: What `build` throws, and `CacheError` where the cache cannot be written.
  func folder(for inputs: [String], build: (URL) throws -> Void) throws -> URL {
    let key = String(SHA256.digest(of: inputs).prefix(32))
    let finished = folder.appendingPathComponent(key)
    if exists(finished) { return finished }
    try create(folder)
    let lock = try FileLock(folder.appendingPathComponent("\(key).lock"))
    defer { lock.release() }
    if exists(finished) { return finished }
    UnfinishedFolder.removeAbandoned(in: folder) { $0.hasSuffix(Self.suffix) }
    do {
      let partial = try UnfinishedFolder(folder.appendingPathComponent(key + Self.suffix))
      try build(partial.url)
      try FileManager.default.moveItem(at: partial.url, to: finished)
    } catch {
      throw cacheError(behind: error) ?? error
    }
    return finished
  }

  private static let suffix = ".partial"

  /// The reason of an error that is one of the cache: a file that cannot be written, or a tool that failed since there is
  /// no room left.
  private func cacheError(behind error: any Error) -> CacheError? {
    if let problem = FileProblem(error) { return CacheError(folder, problem.reason) }
    var volume = statvfs()
    guard error is SimulationError, statvfs(folder.path, &volume) == 0 else { return nil }
    let free = UInt64(volume.f_bavail) * UInt64(volume.f_frsize)
    return free < Self.leastRoom ? CacheError(folder, String(cString: strerror(ENOSPC)).lowercased()) : nil
  }

  /// Bytes without which no tool can write its results.
  private static let leastRoom: UInt64 = 1 << 20

  private func exists(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.path)
  }

  private func create(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw CacheError(self.folder, FileProblem(error)?.reason ?? error.localizedDescription)
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
      throw CacheError(url.deletingLastPathComponent(), String(cString: strerror(errno)).lowercased())
    }
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
  }

  func release() {
    close(descriptor)
  }
}
