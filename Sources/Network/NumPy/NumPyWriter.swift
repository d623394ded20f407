import Foundation

/// The versions of the `.npy` format that can be written: 2 only differs by a longer field for the header's length.
public enum NumPyVersion: UInt8, Sendable {
  case one = 1
  case two = 2
}

extension Tensor {
  /// The bytes of a `.npy` file with this tensor, byte for byte as `numpy.save` would write them.
  public func npyBytes(version: NumPyVersion = .one) -> [UInt8] {
    let extents = shape.map(String.init).joined(separator: ", ") + (rank == 1 ? "," : "")
    let dictionary =
      "{'descr': '\(Element.elementType.numPyDescriptor)', 'fortran_order': False, 'shape': (\(extents)), }"
    let prefix = version == .one ? 10 : 12
    // NumPy leaves room for the first extent to grow to 21 digits, then pads with 1 to 64 spaces so that the data
    // start at a multiple of 64.
    let growth = shape.first.map { max(21 - String($0).utf8.count, 0) } ?? 0
    let length = (prefix + dictionary.utf8.count + growth + 1) / 64 * 64 + 64 - prefix
    var bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, version.rawValue, 0]
    for shift in stride(from: 0, to: (prefix - 8) * 8, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: length >> shift))
    }
    bytes += dictionary.utf8
    bytes += Array(repeating: 0x20, count: length - dictionary.utf8.count - 1)
    bytes.append(0x0A)
    elements.withUnsafeBytes { bytes += $0 }
    return bytes
  }

  /// Writes a `.npy` file; where that fails, no half-written file is left behind.
  public func write(npyFileAt path: String) throws {
    try Data(npyBytes()).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

extension ElementType {
  /// NumPy's name for the type, little-endian.
  fileprivate var numPyDescriptor: String {
    switch self {
    case .int8: "|i1"
    case .int16: "<i2"
    case .int32: "<i4"
    case .int64: "<i8"
    case .uint8: "|u1"
    case .float32: "<f4"
    }
  }
}
