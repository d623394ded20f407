import Accelerator

/// What a program must not do.
struct ProgramFault: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// The command that accesses a memory, and which commands of each engine are known to be done when it is handed over.
struct Stamp {
  let engine: ProgramEngine
  let index: Int
  let done: [Int]
  /// Psums between passes, which the array's engines keep in order.
  var isPsum = false
}

/// Bytes that know who accessed them last: nothing is read that was never written, and no command touches what another
/// one may still be working on.
///
/// The check does not depend on what happens to be fast: of two commands that touch the same words, the later one must
/// have been handed over after the program has waited for the earlier one.
final class TrackedMemory {
  let name: String
  let count: Int
  private let granule: Int
  private let bytes: UnsafeMutablePointer<UInt8>
  private let isDefined: UnsafeMutablePointer<Bool>
  private var writers: [Mark]
  /// By engine; the last one for reads of passes and vector commands that are no psums.
  private var readers: [[Int32]]

  private struct Mark {
    var engine: Int8 = 0
    var index: Int32 = 0
  }

  private static let operands = ProgramEngine.allCases.count

  init(_ name: String, bytes count: Int, granule: Int) {
    (self.name, self.count, self.granule) = (name, count, granule)
    bytes = .allocate(capacity: count)
    bytes.initialize(repeating: 0xA5, count: count)
    isDefined = .allocate(capacity: count)
    isDefined.initialize(repeating: false, count: count)
    let granules = (count + granule - 1) / granule
    writers = Array(repeating: Mark(), count: granules)
    readers = Array(repeating: Array(repeating: 0, count: granules), count: Self.operands + 1)
  }

  deinit {
    bytes.deallocate()
    isDefined.deallocate()
  }

  /// By the host, before the start.
  func fill(_ values: [UInt8], at offset: Int) {
    for (index, value) in values.enumerated() {
      bytes[offset + index] = value
      isDefined[offset + index] = true
    }
  }

  /// By the host, after the end.
  func contents(_ range: Range<Int>) -> [UInt8] { range.map { bytes[$0] } }

  func areDefined(_ range: Range<Int>) -> Bool { range.allSatisfy { isDefined[$0] } }

  /// - Parameter mayBeUndefined: copies take along what was never written.
  func read(_ offset: Int, _ length: Int, _ stamp: Stamp, mayBeUndefined: Bool = false) throws -> UnsafePointer<UInt8> {
    try check(offset, length, "read")
    for place in offset / granule...(offset + length - 1) / granule {
      let writer = writers[place]
      let engine = Int(writer.engine)
      if writer.index > Int32(stamp.done[engine]) {
        let isOwn = engine == stamp.engine.rawValue
        guard isOwn && (stamp.engine != .compute || stamp.isPsum) else {
          throw ProgramFault(
            "\(stamp.engine) \(stamp.index) reads \(name) at \(offset) before \(ProgramEngine.allCases[engine]) "
              + "\(writer.index) has surely written it")
        }
      }
      readers[stamp.engine.rawValue][place] = Int32(stamp.index)
      if stamp.engine == .compute, !stamp.isPsum { readers[Self.operands][place] = Int32(stamp.index) }
    }
    if !mayBeUndefined {
      for index in offset..<offset + length where !isDefined[index] {
        throw ProgramFault("\(stamp.engine) \(stamp.index) reads \(name) at \(index), which was never written")
      }
    }
    return UnsafePointer(bytes + offset)
  }

  func write(_ offset: Int, _ values: UnsafePointer<UInt8>, _ length: Int, _ stamp: Stamp) throws {
    try mark(offset, length, stamp)
    for index in 0..<length {
      bytes[offset + index] = values[index]
      isDefined[offset + index] = true
    }
  }

  /// Copies what is there and whether it was ever written.
  func copy(from source: TrackedMemory, _ start: Int, to offset: Int, _ length: Int, _ stamp: Stamp) throws {
    let values = try source.read(start, length, stamp, mayBeUndefined: true)
    try mark(offset, length, stamp)
    for index in 0..<length {
      bytes[offset + index] = values[index]
      isDefined[offset + index] = source.isDefined[start + index]
    }
  }

  private func mark(_ offset: Int, _ length: Int, _ stamp: Stamp) throws {
    try check(offset, length, "write")
    let own = stamp.engine.rawValue
    for place in offset / granule...(offset + length - 1) / granule {
      let writer = writers[place]
      if Int(writer.engine) != own, writer.index > Int32(stamp.done[Int(writer.engine)]) {
        throw ProgramFault("\(stamp.engine) \(stamp.index) writes \(name) at \(offset) over an unfinished write")
      }
      for engine in 0..<Self.operands where engine != own && readers[engine][place] > Int32(stamp.done[engine]) {
        throw ProgramFault(
          "\(stamp.engine) \(stamp.index) writes \(name) at \(offset), which \(ProgramEngine.allCases[engine]) "
            + "\(readers[engine][place]) may still be reading")
      }
      let reader = readers[Self.operands][place]
      if stamp.engine == .compute, reader > Int32(stamp.done[own]), reader != Int32(stamp.index) {
        throw ProgramFault(
          "compute \(stamp.index) writes \(name) at \(offset), which pass \(reader) may still be reading")
      }
      writers[place] = Mark(engine: Int8(own), index: Int32(stamp.index))
    }
  }

  private func check(_ offset: Int, _ length: Int, _ verb: String) throws {
    guard length > 0, offset >= 0, offset + length <= count else {
      throw ProgramFault("a \(verb) of \(length) bytes of \(name) at \(offset); there are \(count)")
    }
  }
}
