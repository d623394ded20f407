import Foundation
import Network
import TestSupport
import Testing

@Suite struct NumPyTests {
  static let files = ["digits/inputs", "digits/golden/test000", "operators"].flatMap { folder in
    Workloads.contents(folder).filter { $0.hasSuffix(".npy") }.map { (folder, $0) }
  }

  /// The files were written by NumPy, so that reading and writing them must give the same bytes.
  @Test func rewritesNumPysOwnFilesByteForByte() throws {
    #expect(Self.files.count > 300)
    for (folder, name) in Self.files {
      let path = Workloads.path(folder, name)
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      switch try AnyTensor(npyFileAt: path) {
      case .int8(let tensor): #expect(tensor.npyBytes() == bytes, "\(name)")
      case .int32(let tensor): #expect(tensor.npyBytes() == bytes, "\(name)")
      default: Issue.record("unexpected element type in \(name)")
      }
    }
  }
}
