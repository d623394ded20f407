import Foundation

/// Bounds on what a file may ask for, so that a few hostile bytes cannot claim all memory.
enum FileLimits {
  /// Bytes of a file that is read.
  static let fileBytes = 1 << 30
  /// Elements of one tensor, and of all feature maps or all weights of a network together.
  static let elements = 1 << 28
  /// Dimensions of a tensor in a `.npy` file, as NumPy itself allows up to version 1.
  static let rank = 32

  /// The number of elements of a shape, or nil if it is more than ``elements`` or a dimension is negative.
  static func elementCount(_ shape: [Int]) -> Int? {
    guard shape.allSatisfy({ $0 >= 0 }) else { return nil }
    if shape.contains(0) { return 0 }
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow, product <= elements else { return nil }
      count = product
    }
    return count
  }
}

/// Reads a whole file after checking that it is a regular file of bearable size, and not one that only stands where it
/// should be.
///
/// - Parameter limit: the most bytes that are read; nil for those of ``FileLimits``.
/// - Throws: `ReadError` that names the file and says why not.
public func readBytes(ofFileAt path: String, limit: Int? = nil) throws(ReadError) -> [UInt8] {
  let bytes = try contents(ofFileAt: path, limit: limit)
  if let format = ForeignFormat.standIn(bytes) {
    throw ReadError(file: path, problem: "this is \(format.name)", remedy: format.remedy)
  }
  return bytes
}

private func contents(ofFileAt path: String, limit: Int?) throws(ReadError) -> [UInt8] {
  let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  let attributes: [FileAttributeKey: Any]
  do {
    attributes = try FileManager.default.attributesOfItem(atPath: resolved)
  } catch {
    throw ReadError(file: path, problem: "there is no such file, or it may not be read")
  }
  guard attributes[.type] as? FileAttributeType == .typeRegular else {
    throw ReadError(file: path, problem: "this is not a regular file")
  }
  let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
  let limit = limit ?? FileLimits.fileBytes
  guard size <= limit else {
    throw ReadError(file: path, problem: "the file has \(size) bytes", remedy: "at most \(limit) are read")
  }
  do {
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: resolved)))
  } catch {
    throw ReadError(file: path, problem: "the file could not be read (\(error.localizedDescription))")
  }
}
