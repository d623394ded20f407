import Foundation
import Hardware

/// Writes the nets of a flattened design as a value change dump (IEEE 1364-2005, clause 18).
///
/// A net of an enumeration has one more variable, of the type `string`, with the names of the cases: an extension that GTKWave
/// and Surfer show as text.
final class VCDWriter {
  private let handle: FileHandle
  private var signals: [Signal]
  /// The clocks' identifiers, by domain.
  private let clocks: [String]
  private var clockLevels: [Bool?]
  private var text: String

  private struct Signal {
    let identifier: String
    let slot: Slot
    /// The cases and the identifier of their names.
    let names: VCDHeader.Names?
    /// As last written.
    var words: [UInt64]?
  }

  init(_ file: URL, _ hierarchy: Hierarchy) throws {
    guard FileManager.default.createFile(atPath: file.path, contents: nil),
      let handle = FileHandle(forWritingAtPath: file.path)
    else { throw SimulationError("cannot write the trace \(file.path): is its folder writable?") }
    self.handle = handle
    var header = VCDHeader(hierarchy)
    header.write()
    text = header.text
    clocks = header.clocks
    signals = header.slots.map { slot in
      Signal(identifier: slot.identifier, slot: slot.slot, names: header.names[slot.slot.offset], words: nil)
    }
    clockLevels = Array(repeating: nil, count: clocks.count)
  }

  /// Writes what has changed since the last dump.
  func dump(time: Int, highClocks: [Int], _ storage: UnsafeMutablePointer<UInt64>) {
    text += "#\(time)\n"
    for (domain, identifier) in clocks.enumerated() {
      let level = highClocks.contains(domain)
      guard clockLevels[domain] != level else { continue }
      clockLevels[domain] = level
      text += "\(level ? 1 : 0)\(identifier)\n"
    }
    for index in signals.indices {
      let slot = signals[index].slot
      let words = (0..<slot.wordCount).map { storage[Int(slot.offset) + $0] }
      guard signals[index].words != words else { continue }
      signals[index].words = words
      text += Self.change(words, slot.width, signals[index].identifier)
      if let names = signals[index].names { text += "s\(names.text(words[0])) \(names.identifier)\n" }
    }
    if text.utf8.count > 1 << 16 { flush() }
  }

  func close() {
    flush()
    try? handle.close()
  }

  private func flush() {
    handle.write(Data(text.utf8))
    text = ""
  }

  private static func change(_ words: [UInt64], _ width: Int, _ identifier: String) -> String {
    guard width > 1 else { return "\(words[0])\(identifier)\n" }
    var digits = ""
    for word in words.reversed() {
      let part = String(word, radix: 2)
      digits += digits.isEmpty ? part : String(repeating: "0", count: 64 - part.count) + part
    }
    // Leading zeros may be left out.
    let significant = digits.drop { $0 == "0" }
    return "b\(significant.isEmpty ? "0" : significant) \(identifier)\n"
  }
}

/// The declarations: a scope for each instance, a variable for each net; nets that share storage share an identifier.
struct VCDHeader {
  private let hierarchy: Hierarchy
  private(set) var text = "$timescale 1ns $end\n"
  private(set) var clocks: [String] = []
  private(set) var slots: [(identifier: String, slot: Slot)] = []
  /// Of enumerations, by the offsets of their slots.
  private(set) var names: [UInt32: Names] = [:]
  private var identifiers: [UInt32: String] = [:]
  private var count = 0

  struct Names {
    let identifier: String
    let enumeration: Netlist.Enumeration

    /// The case of a value; its number where it is none, as a register can hold one before its reset.
    func text(_ value: UInt64) -> String {
      enumeration.caseIndex(ofCode: value).map { enumeration.cases[$0] } ?? String(value)
    }
  }

  private enum Step {
    case open(Int)
    case close
  }

  init(_ hierarchy: Hierarchy) {
    self.hierarchy = hierarchy
  }

  mutating func write() {
    var steps = [Step.open(0)]
    while let step = steps.popLast() {
      switch step {
      case .close: text += "$upscope $end\n"
      case .open(let index):
        let instance = hierarchy.program.instances[index]
        text += "$scope module \(instance.name) $end\n"
        if index == 0 { declareClocks() }
        for (net, offset) in zip(hierarchy.definition(of: instance).nets, instance.nets) {
          declare(net.name, Slot(offset: offset, width: net.width))
          if let enumeration = net.enumeration { declareNames(net.name, enumeration, offset) }
        }
        steps.append(.close)
        steps += instance.children.reversed().map { .open($0) }
      }
    }
    text += "$enddefinitions $end\n"
  }

  private mutating func declareClocks() {
    for (domain, reset) in zip(hierarchy.program.domains, hierarchy.program.resets) {
      let identifier = nextIdentifier()
      clocks.append(identifier)
      text += "$var wire 1 \(identifier) \(domain.clockName) $end\n"
      declare(domain.resetName, reset)
    }
  }

  private mutating func declare(_ name: String, _ slot: Slot) {
    let identifier = identifiers[slot.offset] ?? nextIdentifier()
    if identifiers.updateValue(identifier, forKey: slot.offset) == nil { slots.append((identifier, slot)) }
    let range = slot.width > 1 ? " [\(slot.width - 1):0]" : ""
    text += "$var wire \(slot.width) \(identifier) \(name)\(range) $end\n"
  }

  private mutating func declareNames(_ name: String, _ enumeration: Netlist.Enumeration, _ offset: UInt32) {
    let found = names[offset] ?? Names(identifier: nextIdentifier(), enumeration: enumeration)
    names[offset] = found
    text += "$var string 1 \(found.identifier) \(name)\(VCDNames.suffix) $end\n"
  }

  /// Printable characters from `!` to `~`, the first one running fastest.
  private mutating func nextIdentifier() -> String {
    defer { count += 1 }
    var rest = count
    var identifier = ""
    repeat {
      identifier.unicodeScalars.append(Unicode.Scalar(UInt8(33 + rest % 94)))
      rest /= 94
    } while rest > 0
    return identifier
  }
}
