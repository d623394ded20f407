import Testing

@testable import Hardware

private enum Kind: CaseIterable { case idle, read, write }

private struct Request: Signal {
  var kind: Enumerated<Kind>
  var address: Unsigned
  var data: [Signed]

  static func shape(addressBits: Int) -> Request {
    Request(kind: .shape, address: .bits(addressBits), data: [.bits(4), .bits(6)])
  }
}

private struct Pipe: Module {
  let request, next: Request
  let choice: Unsigned
  let raw: Unsigned
  let isRead: Bit
  init() {
    request = Request.shape(addressBits: 5).input()
    next = Request.shape(addressBits: 5).output()
    (choice, raw, isRead) = (.input(2), .output(17), .output())
  }
  var body: [Statement] {
    let held = request.register("held", reset: Request(kind: Enumerated(.idle), address: 3, data: [-1, 2]))
    let words = Memory("words", depth: 4, of: request)
    held <== mux(choice .== 0, request, words.read("word", at: choice))
    words.write(held, at: choice)
    next <== [request, held, held][choice]
    raw <== held.packed
    isRead <== held.packed[15...16].expression.width == 2 ? held.kind .== .read : false
  }
}

private struct Exchange: Interface {
  let request: Request
  let accepted: Bit
}

private struct Server: Module {
  let port: Exchange
  private let last: Unsigned
  init() {
    port = Exchange(request: Request.shape(addressBits: 3).input(), accepted: .output())
    last = .register(3, reset: 0)
  }
  var body: [Statement] {
    last <== port.request.address
    port.accepted <== port.request.kind .!= .idle && last .== 0
  }
}

@Suite struct SignalTests {
  @Test func membersAreNamedAfterTheirProperties() throws {
    let top = try Pipe().elaborated().top
    #expect(
      top.nets.map(\.name) == [
        "request_kind", "request_address", "request_data_0", "request_data_1",
        "next_kind", "next_address", "next_data_0", "next_data_1", "choice", "raw", "is_read",
        "held_kind", "word", "held_address", "held_data_0", "held_data_1",
      ])
    #expect(top.nets.prefix(4).map(\.width) == [2, 5, 4, 6])
    #expect(top.nets.prefix(4).map(\.isSigned) == [false, false, true, true])
  }

  @Test func aStructureOfRegistersIsResetMemberByMember() throws {
    let top = try Pipe().elaborated().top
    let resets = top.nets.compactMap { net in
      if case .register(_, let reset) = net.driver { reset } else { nil }
    }
    #expect(resets == [Bits(0, width: 2), Bits(3, width: 5), Bits(15, width: 4), Bits(2, width: 6)])
  }

  @Test func theEnumerationSurvivesStructuresAndMemories() throws {
    let top = try Pipe().elaborated().top
    let enumeration = Netlist.Enumeration(name: "kind", cases: ["idle", "read", "write"])
    for name in ["request_kind", "next_kind", "held_kind"] {
      #expect(top.nets.first { $0.name == name }?.enumeration == enumeration)
    }
    let shape = Request.shape(addressBits: 5)
    #expect(shape.unpacked(from: .wire("w", 17)).kind.expression.enumeration == enumeration)
    #expect(mux(true, Enumerated(Kind.read), Enumerated(.write)).expression.enumeration == enumeration)
    let words = Memory("m", depth: 3, of: Enumerated<Kind>.shape)
    #expect(words.read("word", at: 0).expression.declaration?.type.enumeration == enumeration)
  }

  @Test func theFirstMemberIsTheMostSignificant() {
    let shape = Request.shape(addressBits: 5)
    #expect(shape.bitWidth == 17)
    let value = shape.unpacked(from: .wire("w", 17))
    let lows = value.leaves.map { leaf in
      if case .slice(let low) = leaf.expression.kind { low } else { -1 }
    }
    #expect(lows == [15, 10, 6, 0])
    #expect(value.leaves.map(\.type.isSigned) == [false, false, true, true])
    #expect(value.leaves.map(\.expression.isSigned) == [false, false, true, true])
  }

  @Test func signedWordsOfAMemoryAreSigned() {
    let words = Memory("m", depth: 3, of: Signed.bits(9))
    let word = words.read("word", at: 0)
    #expect(word.expression.declaration?.type == LeafType(width: 9, isSigned: true))
  }

  @Test func anInterfaceHasPortsInBothDirections() throws {
    let top = try Server().elaborated().top
    #expect(
      top.ports.map { "\(top[$0].direction!) \(top[$0].name)" } == [
        "input port_request_kind", "input port_request_address", "input port_request_data_0",
        "input port_request_data_1", "output port_accepted",
      ])
  }

  @Test func aForgottenMemberIsNamed() {
    struct Partial: Signal {
      var first, second: Unsigned
      func map(_ each: SignalMap) -> Partial { Partial(first: each(first), second: second) }
    }
    let line = #line
    let module = Body {
      let pair = Partial(first: .bits(8), second: .bits(8)).wire("p")
      pair.first <== pair.second
    }
    #expect(
      elaborationErrors(in: module) == [
        "HardwareTests/SignalTests.swift:\(line + 2): error: Partial.map(_:) passes over the member 'second': "
          + "apply `each` to it [width, in body]"
      ])
  }
}
