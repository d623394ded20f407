extension AnyTensor {
  /// Reads a `.npy` file of version 1 or 2 in C order.
  ///
  /// Elements may be `int8`, `int16`, `int32`, `int64`, `uint8` or `float32`, in either byte order. The file is taken
  /// for untrusted: it is refused unless it holds exactly the bytes that its header promises, and a tensor has at
  /// most 2^28 elements.
  ///
  /// The format: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays".
  public init(npyFileAt path: String) throws(ReadError) {
    try self.init(npy: try readBytes(ofFileAt: path), file: path)
  }

  /// As ``init(npyFileAt:)``, from bytes that are in memory already; `file` is how messages call them.
  public init(npy bytes: [UInt8], file: String) throws(ReadError) {
    let (header, dataStart) = try Self.readHeader(bytes, file: file)
    guard !header.fortranOrder else {
      throw ReadError(
        file: file, location: .byte(10), problem: "the array is in Fortran order (columns first)",
        remedy: "save it in C order, for example with numpy.ascontiguousarray")
    }
    let (type, isBigEndian) = try Self.elementType(of: header.descriptor, file: file)
    guard let count = FileLimits.elementCount(header.shape) else {
      throw ReadError(
        file: file, location: .byte(10), problem: "an array of shape \(header.shape) is too large",
        remedy: "at most \(FileLimits.elements) elements are read")
    }
    let present = bytes.count - dataStart
    guard present == count * type.byteCount else {
      throw ReadError(
        file: file, location: .byte(dataStart),
        problem: "\(present) bytes of data follow the header",
        remedy: "shape \(header.shape) of \(type) takes \(count * type.byteCount)")
    }
    func decode<Element: TensorElement>(_: Element.Type) -> Tensor<Element> {
      Tensor(shape: header.shape, decoding: bytes[dataStart...], bigEndian: isBigEndian)
    }
    self =
      switch type {
      case .int8: .int8(decode(Int8.self))
      case .int16: .int16(decode(Int16.self))
      case .int32: .int32(decode(Int32.self))
      case .int64: .int64(decode(Int64.self))
      case .uint8: .uint8(decode(UInt8.self))
      case .float32: .float32(decode(Float.self))
      }
  }

  private static func readHeader(_ bytes: [UInt8], file: String) throws(ReadError) -> (NumPyHeader, dataStart: Int) {
    let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
    guard bytes.starts(with: magic) else {
      throw ReadError(
        file: file, location: .byte(0), problem: "this is not a .npy file",
        remedy: "it would start with \\x93NUMPY; numpy.save writes one")
    }
    guard bytes.count >= 10 else {
      throw ReadError(file: file, location: .byte(bytes.count), problem: "the file ends within its header")
    }
    let version = (bytes[6], bytes[7])
    let lengthBytes: Int
    switch version {
    case (1, 0): lengthBytes = 2
    case (2, 0): lengthBytes = 4
    default:
      throw ReadError(
        file: file, location: .byte(6), problem: "version \(version.0).\(version.1) of the format is not supported",
        remedy: "versions 1.0 and 2.0 are")
    }
    let start = 8 + lengthBytes
    guard bytes.count >= start else {
      throw ReadError(file: file, location: .byte(bytes.count), problem: "the file ends within its header")
    }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else {
      throw ReadError(
        file: file, location: .byte(8),
        problem: "the header has \(length) bytes, but only \(bytes.count - start) follow")
    }
    return (try NumPyHeader(parsing: bytes, in: start..<start + length, file: file), start + length)
  }

  private static func elementType(
    of descriptor: String, file: String
  ) throws(ReadError) -> (ElementType, isBigEndian: Bool) {
    let types: [(code: String, type: ElementType)] = [
      ("i1", .int8), ("i2", .int16), ("i4", .int32), ("i8", .int64), ("u1", .uint8), ("f4", .float32),
    ]
    if let order = descriptor.first, let entry = types.first(where: { $0.code == descriptor.dropFirst() }) {
      switch order {
      case "<": return (entry.type, false)
      case ">": return (entry.type, true)
      case "|" where entry.type.byteCount == 1: return (entry.type, false)
      default: break
      }
    }
    throw ReadError(
      file: file, location: .byte(10), problem: "elements of type '\(descriptor)' are not supported",
      remedy: "supported are int8, int16, int32, int64, uint8 and float32")
  }
}

extension Tensor {
  /// Takes the elements of a tensor from the first bytes of `bytes`.
  ///
  /// - Precondition: there are enough bytes.
  init(shape: [Int], decoding bytes: ArraySlice<UInt8>, bigEndian: Bool = false) {
    self.init(shape: shape) { buffer in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.copyBytes(from: bytes.prefix(raw.count))
      if bigEndian { for index in buffer.indices { buffer[index] = buffer[index].byteSwapped } }
    }
  }

  /// Reads a `.npy` file whose elements must be of this tensor's type; see ``AnyTensor/init(npyFileAt:)``.
  public init(npyFileAt path: String) throws(ReadError) {
    try self.init(npy: try readBytes(ofFileAt: path), file: path)
  }

  /// As ``init(npyFileAt:)``, from bytes that are in memory already; `file` is how messages call them.
  public init(npy bytes: [UInt8], file: String) throws(ReadError) {
    let any = try AnyTensor(npy: bytes, file: file)
    guard let tensor = any.typed(as: Element.self) else {
      throw ReadError(
        file: file, problem: "the array holds \(any.elementType)", remedy: "\(Element.elementType) is needed here")
    }
    self = tensor
  }
}
