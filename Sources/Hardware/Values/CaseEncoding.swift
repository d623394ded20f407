import Foundation

/// An enumeration whose codes have a stated number of bits, as those in a field of an instruction or a register do.
///
/// ```swift
/// enum Opcode: Int, CaseIterable, CodeWidthProviding {
///   case load = 1, store = 2, wait = 10
///   static let codeWidth = 8
/// }
/// ```
public protocol CodeWidthProviding {
  /// Bits of a code, enough for every case and at most 64.
  static var codeWidth: Int { get }
}

/// How the cases of a Swift enumeration are encoded; found once for each type.
final class CaseEncoding<Case: CaseIterable & Hashable & Sendable>: Sendable {
  let cases: [Case]
  let enumeration: Netlist.Enumeration
  /// Why the cases cannot be encoded.
  let mistake: String?

  static func of(_ type: Case.Type) -> CaseEncoding {
    knownEncodings.value(for: type) { CaseEncoding() }
  }

  private init() {
    var codes = CaseCodes(of: Case.self)
    for value in Case.allCases { codes.add(value) }
    cases = Array(Case.allCases)
    mistake = codes.mistake
    enumeration = Netlist.Enumeration(
      name: Name.snakeCase(Name.baseName(of: Case.self)),
      cases: cases.map { Name.snakeCase(String(describing: $0)) }, codes: codes.codes, width: codes.width)
  }

  func code(of value: Case) -> UInt64? {
    cases.firstIndex(of: value).map { enumeration.codes[$0] }
  }
}

/// Collects the codes of an enumeration and what is wrong with them.
private struct CaseCodes {
  private let type: Any.Type
  /// Bits of the codes, where the enumeration says so.
  let width: Int?
  private(set) var codes: [UInt64] = []
  private(set) var mistake: String?
  private var names: [UInt64: String] = [:]

  init(of type: Any.Type) {
    self.type = type
    width = (type as? any CodeWidthProviding.Type)?.codeWidth
    if let width, !(1...UInt64.bitWidth).contains(width) {
      mistake = "\(type).codeWidth is \(width); codes have 1 to 64 bits"
    }
  }

  mutating func add(_ value: Any) {
    let name = "'\(type).\(value)'"
    let code = Self.rawValue(value).map { UInt64(exactly: $0) } ?? UInt64(codes.count)
    if let code {
      if let other = names[code] {
        report("\(other) and \(name) have the same code, \(code): give one of them another raw value")
      }
      names[code] = name
      let needed = UInt64.bitWidth - code.leadingZeroBitCount
      if let width, needed > width {
        report("the code of \(name), \(code), needs \(needed) bits, but \(type).codeWidth is \(width)")
      }
    } else if let raw = Self.rawValue(value) {
      report("the raw value of \(name) is \(raw); codes are numbers from 0 up, of at most 64 bits")
    }
    codes.append(code ?? 0)
  }

  private mutating func report(_ message: String) { mistake = mistake ?? message }

  private static func rawValue(_ value: Any) -> (any BinaryInteger)? {
    (value as? any RawRepresentable).flatMap { $0.rawValue as? any BinaryInteger }
  }
}

private let knownEncodings = EncodingTable()

/// The encodings of all enumerations that were met, from any thread.
private final class EncodingTable: @unchecked Sendable {
  private let lock = NSLock()
  private var encodings: [ObjectIdentifier: AnyObject] = [:]

  func value<Case>(for type: Case.Type, _ make: () -> CaseEncoding<Case>) -> CaseEncoding<Case> {
    let key = ObjectIdentifier(type)
    if let known = lock.withLock({ encodings[key] }) { return unsafeDowncast(known, to: CaseEncoding<Case>.self) }
    let made = make()
    lock.withLock { encodings[key] = made }
    return made
  }
}
