import Foundation

/// A folder of work that is under way.
///
/// It is gone when the work is: moved to its place, or removed.
///
/// That holds also where the work does not come to its end. An error drops the object, which removes the folder; a signal, see
/// `Interruption`, does so too. Where the process is killed, the folder stays behind without the lock that the process held,
/// and the next one that looks removes it.
public final class UnfinishedFolder: Sendable {
  /// Where the work is done.
  public let url: URL
  private let descriptor: Int32

  /// Makes the folder.
  ///
  /// - Throws: `POSIXError` where that cannot be done.
  public init(_ url: URL) throws(POSIXError) {
    self.url = url
    descriptor = try Self.make(url)
    Interruption.add(url)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
    Interruption.forget(url)
    close(descriptor)
  }

  private static func make(_ url: URL) throws(POSIXError) -> Int32 {
    for _ in 0..<100 {
      guard mkdir(url.path, 0o777) == 0 else { throw lastError }
      let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if descriptor >= 0 {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0, isStill(url, descriptor) { return descriptor }
        close(descriptor)
      }
      // Somebody took it for abandoned, between its making and the lock.
    }
    throw POSIXError(.EBUSY)
  }

  private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  /// Whether a path is the folder that is open there.
  private static func isStill(_ url: URL, _ descriptor: Int32) -> Bool {
    var (path, file) = (stat(), stat())
    return stat(url.path, &path) == 0 && fstat(descriptor, &file) == 0 && path.st_ino == file.st_ino
      && path.st_dev == file.st_dev
  }

  /// Removes those in a folder that no process works in any more.
  ///
  /// - Parameter isOne: Whether a folder of this name is unfinished work.
  public static func removeAbandoned(in folder: URL, named isOne: (String) -> Bool) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where isOne(name) {
      let url = folder.appendingPathComponent(name)
      let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(at: url) }
      close(descriptor)
    }
  }
}
