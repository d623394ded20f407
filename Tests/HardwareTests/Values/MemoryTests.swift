import Testing

@testable import Hardware

private let x = Unsigned.wire("x", 8)
private let words = Memory("words", depth: 5, of: Unsigned.bits(8))

// Each stands on the line that is reported.
// swift-format-ignore
private let mistakes = [
  Mistake("an address of 8 bits, but 3 number the 5 words of the memory: write .truncated(to: 3) [width]") { words.write(x, at: x) },
  Mistake("the address 5 is past the end of a memory of 5 words [width]") { words.write(x, at: 5) },
  Mistake("the unsigned literal -1 is negative [width]") { words.write(x, at: -1) },
  Mistake("'words' has 8 bits, but the value has 9: write .truncated(to: 8) to drop the upper bits, or make 'words' 9 bits wide [width]") { words.write(x + x, at: 0) },
  Mistake("'words' has 8 bits, but the literal 256 needs 9 [width]") { words.write(256, at: 0) },
  Mistake("a mask of 3 bits does not divide the 8 bits of 'words' [width]") { words.write(x, at: 0, mask: x[0...2]) },
  Mistake("'w' has 0 words; the least is 1 [memory]") { Memory("w", depth: 0, of: Bit.shape).write(true, at: 0) },
  Mistake("'w' has words of 0 bits; the least is 1 [memory]") { Memory("w", depth: 2, of: Unsigned.bits(0)).write(.bits(0), at: 0) },
  Mistake("this memory has no name; give it one, or store it in a property [name]") { Memory(depth: 2, of: Bit.shape).write(true, at: 0) },
]

private struct RegisterFile: Module {
  let writeEnable, select: Bit
  let address: Unsigned
  let data, first, second: Signed
  private let cells: Memory<Signed>
  init() {
    (writeEnable, select, address) = (.input(), .input(), .input(2))
    (data, first, second) = (.input(8), .output(8), .output(8))
    cells = Memory(depth: 4, of: .bits(8))
  }
  var body: [Statement] {
    when(writeEnable) {
      when(select) { cells.write(-1, at: 3) }
        .elsewhen(address .== 0) { cells.write(data, at: address) }
        .otherwise { cells.write(0, at: 1) }
    }
    first <== cells.read("first_word", at: address, enable: select, underWrite: .old)
    second <== cells.read("second_word", at: address[0].packed, latency: .combinational)
  }
}

@Suite struct MemoryTests {
  @Test(arguments: mistakes)
  private func mistakesAreReportedAtTheStatement(_ mistake: Mistake) {
    #expect(mistake.found.contains(mistake.expected))
  }

  @Test func readsKnowTheirOwnLine() {
    let line = #line
    let module = Body {
      words.write(x, at: 0)
      let low = words.read("low", at: x)
      let held = words.read("held", at: 0, enable: x[0], latency: .combinational)
      x <== low &+ held
    }
    let place = "HardwareTests/MemoryTests.swift"
    #expect(
      elaborationErrors(in: module) == [
        "\(place):\(line + 3): error: an address of 8 bits, but 3 number the 5 words of the memory: "
          + "write .truncated(to: 3) [width, in body]",
        "\(place):\(line + 4): error: 'held' is read without latency, so it has no data register to enable "
          + "[memory, in body]",
      ])
  }

  @Test func aMemoryMustBeWritten() {
    let line = #line
    let module = Body {
      let rom = Memory("rom", depth: 4, of: Unsigned.bits(8))
      x <== rom.read("word", at: 0)
    }
    #expect(
      elaborationErrors(in: module) == [
        "HardwareTests/MemoryTests.swift:\(line + 2): error: nothing writes the memory 'rom', and it has no contents "
          + "[memory, in body]"
      ])
  }

  @Test func eachReadAndWriteIsAPort() throws {
    let memory = try #require(try RegisterFile().elaborated().top.memories.first)
    #expect(memory.name == "cells")
    #expect(memory.writePorts.count == 3)
    #expect(memory.readPorts.map(\.latency) == [.registered, .combinational])
    #expect(memory.readPorts.map(\.readUnderWrite) == [.old, .undefined])
  }

  @Test func aWriteIsEnabledByTheConditionsAroundIt() throws {
    let top = try RegisterFile().elaborated().top
    func text(_ node: Netlist.NodeID) -> String {
      switch top[node].operation {
      case .net(let net): top[net].name
      case .not(let operand): "!\(text(operand))"
      case .binary(.and, let left, let right): "\(text(left)) & \(text(right))"
      case .compare(.equal, let left, let right, _): "\(text(left)) == \(text(right))"
      case .constant(let value): "\(value)"
      default: "?"
      }
    }
    #expect(
      top.memories[0].writePorts.map { text($0.enable) } == [
        "write_enable & select", "write_enable & !select & address == 0",
        "write_enable & !select & !address == 0",
      ])
    // The conjunction of the outer conditions is made once.
    #expect(top.nodes.filter { $0.operation.isNot }.count == 2)
  }
}

extension Netlist.Operation {
  fileprivate var isNot: Bool { if case .not = self { true } else { false } }
}
