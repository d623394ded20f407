import Foundation

/// What the system says of a file that could not be read or written.
public struct FileProblem: Hashable, Sendable, CustomStringConvertible {
  /// Empty where the system does not tell.
  public let path: String
  /// As the end of a sentence, for example `no space left on device`.
  public let reason: String

  /// The path and the reason, or the reason alone where the system tells no path.
  public var description: String { path.isEmpty ? reason : "\(path): \(reason)" }

  /// - Returns: nil for an error that is not about a file.
  public init?(_ error: any Error) {
    // Errors of the project's own have a type of their own, and messages of theirs.
    guard type(of: error) is NSError.Type || error is CocoaError || error is POSIXError else { return nil }
    let error = error as NSError
    guard let number = Self.systemNumber(error) else { return nil }
    path = error.userInfo[NSFilePathErrorKey] as? String ?? (error.userInfo[NSURLErrorKey] as? URL)?.path ?? ""
    reason = String(cString: strerror(number)).lowercased()
  }

  /// The error number that the system gave.
  private static func systemNumber(_ error: NSError) -> Int32? {
    if error.domain == NSPOSIXErrorDomain { return Int32(truncatingIfNeeded: error.code) }
    guard error.domain == NSCocoaErrorDomain else { return nil }
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError, let number = systemNumber(cause) { return number }
    switch CocoaError.Code(rawValue: error.code) {
    case .fileWriteOutOfSpace: return ENOSPC
    case .fileReadNoPermission, .fileWriteNoPermission: return EACCES
    case .fileReadNoSuchFile, .fileNoSuchFile: return ENOENT
    case .fileWriteVolumeReadOnly: return EROFS
    case .fileWriteFileExists: return EEXIST
    case .fileReadUnknown, .fileWriteUnknown: return EIO
    default: return nil
    }
  }
}

/// The folder in which builds are kept cannot be used.
public struct CacheError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the folder.
  public let folder: String
  /// As the end of a sentence.
  public let reason: String

  /// An error with the reason as the end of a sentence.
  public init(_ folder: URL, _ reason: String) { (self.folder, self.reason) = (folder.path, reason) }

  /// One line: the folder, the reason, and the variable that names another one.
  public var description: String {
    "\(folder): the cache of builds cannot be written: \(reason); ORRIS_CACHE may name another folder"
  }
}
