import Foundation
import Network
import TestSupport
import Testing

@Suite struct NumPyTests {
  /// The files were written by NumPy, so that reading and writing them must give the same bytes.
  @Test func rewritesNumPysOwnFilesByteForByte() throws {
    let files = [("digits", "inputs"), ("digits", "golden/test000"), ("operators", "")].flatMap { workload, folder in
      Workloads.contents(workload, folder).filter { $0.hasSuffix(".npy") }
        .map { Workloads.path(workload, folder.isEmpty ? $0 : "\(folder)/\($0)") }
    }
    #expect(files.count > 320)
    for path in files {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      switch try AnyTensor(npyFileAt: path) {
      case .int8(let tensor): #expect(tensor.npyBytes() == bytes, "\(path)")
      case .int32(let tensor): #expect(tensor.npyBytes() == bytes, "\(path)")
      default: Issue.record("unexpected element type in \(path)")
      }
    }
  }

  @Test func keepsEveryElementType() throws {
    func check<Element: TensorElement>(_ elements: [Element]) throws {
      for shape in [[elements.count], [1, elements.count, 1]] {
        let tensor = Tensor(shape: shape, elements: elements)
        for version in [NumPyVersion.one, .two] {
          let bytes = tensor.npyBytes(version: version)
          #expect(bytes.count % 64 == elements.count * Element.elementType.byteCount % 64)
          #expect(try Tensor<Element>(npy: bytes, file: "f") == tensor)
        }
      }
    }
    try check([Int8.min, -1, 0, Int8.max])
    try check([Int16.min, -1, 0, Int16.max])
    try check([Int32.min, -1, 0, Int32.max])
    try check([Int64.min, -1, 0, Int64.max])
    try check([UInt8.min, 1, 200, UInt8.max])
    try check([-Float.infinity, -0.0, 1.5, Float.greatestFiniteMagnitude])
  }

  @Test func readsBothByteOrders() throws {
    var bytes = Tensor<Int32>(shape: [2], elements: [1, 0x0203_0405]).npyBytes()
    bytes[bytes.firstIndex(of: UInt8(ascii: "<"))!] = UInt8(ascii: ">")
    #expect(try Tensor<Int32>(npy: bytes, file: "f").elements == [0x0100_0000, 0x0504_0302])
  }

  @Test func readsScalarsAndEmptyArrays() throws {
    #expect(
      try Tensor<Int8>(npy: file("{'descr': '|i1', 'fortran_order': False, 'shape': ()}", [7]), file: "f").elements == [
        7
      ])
    #expect(
      try Tensor<Int8>(npy: file("{'descr': '|i1', 'fortran_order': False, 'shape': (3, 0)}"), file: "f").shape == [
        3, 0,
      ])
  }

  @Test func writesFiles() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("orris-\(UUID()).npy").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let tensor = Tensor<Int16>(shape: [2, 2], elements: [1, 2, 3, 4])
    try tensor.write(npyFileAt: path)
    #expect(try Tensor<Int16>(npyFileAt: path) == tensor)
    #expect(throws: (any Error).self) { try tensor.write(npyFileAt: "/nowhere/x.npy") }
  }

  @Test(arguments: refusals)
  func refuses(example: Refusal) {
    let error = #expect(throws: ReadError.self) { try Tensor<Int8>(npy: example.bytes, file: "x.npy") }
    #expect(error?.description == "x.npy\(example.message)")
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let bytes: [UInt8]
    let message: String
    var testDescription: String { message }
  }

  private static let hint =
    "a header such as {'descr': '|i1', 'fortran_order': False, 'shape': (1, 8, 8, 1), } is expected"

  static let refusals: [Refusal] = [
    Refusal(
      bytes: [], message: ", byte 0: this is not a .npy file; it would start with \\x93NUMPY; numpy.save writes one"),
    Refusal(bytes: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1], message: ", byte 7: the file ends within its header"),
    Refusal(
      bytes: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 3, 0, 0, 0],
      message: ", byte 6: version 3.0 of the format is not supported; versions 1.0 and 2.0 are"),
    Refusal(
      bytes: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 9, 0, 1],
      message: ", byte 8: the header has 9 bytes, but only 1 follow"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': True, 'shape': (2,)}", [1, 2]),
      message: ", byte 10: the array is in Fortran order (columns first); save it in C order, for example with "
        + "numpy.ascontiguousarray"),
    Refusal(
      bytes: file("{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}", Array(repeating: 0, count: 8)),
      message:
        ", byte 10: elements of type '<f8' are not supported; supported are int8, int16, int32, int64, uint8 and "
        + "float32"),
    Refusal(
      bytes: file("{'descr': '<i2', 'fortran_order': False, 'shape': (1,)}", [1, 2]),
      message: ": the array holds int16; int8 is needed here"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': False, 'shape': (2, 3)}", [1, 2, 3]),
      message: ", byte 67: 3 bytes of data follow the header; shape [2, 3] of int8 takes 6"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': False, 'shape': (2,)}", [1, 2, 3]),
      message: ", byte 65: 3 bytes of data follow the header; shape [2] of int8 takes 2"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': False, 'shape': (65536, 65536, 65536, 65536, 65536)}"),
      message:
        ", byte 10: an array of shape [65536, 65536, 65536, 65536, 65536] is too large; at most 268435456 elements "
        + "are read"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': False, 'shape': (99999999999999999999,)}"),
      message: ", byte 61: the extent of a dimension is too large; \(hint)"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': False, 'shape': (-1,)}"),
      message: ", byte 61: a non-negative integer expected in the shape; \(hint)"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': False}"),
      message: ", byte 10: the header has no 'shape'; \(hint)"),
    Refusal(
      bytes: file("{'descr': '|i1', 'descr': '|i1'}"), message: ", byte 27: the key 'descr' stands twice; \(hint)"),
    Refusal(bytes: file("{'name': '|i1'}"), message: ", byte 11: unknown key 'name'; \(hint)"),
    Refusal(
      bytes: file("{'descr': [('a', '|i1')]}"),
      message: ", byte 20: a quoted string expected in the header (arrays of records are not supported); \(hint)"),
    Refusal(bytes: file("{'descr"), message: ", byte 11: a string in the header has no end; \(hint)"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': 0}"),
      message: ", byte 44: True or False expected in the header; \(hint)"),
    Refusal(
      bytes: file("{'descr': '|i1', 'fortran_order': False, 'shape': ()} x"),
      message: ", byte 64: unexpected text after the header's dictionary; \(hint)"),
  ]
}

/// A file of version 1 with any header.
private func file(_ header: String, _ data: [UInt8] = []) -> [UInt8] {
  [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + data
}
