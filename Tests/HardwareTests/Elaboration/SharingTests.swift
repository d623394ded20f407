import Testing

@testable import Hardware

/// A module of which two differ only in what the test gives them.
private struct Holder<Held: Sendable>: Module {
  let result: Bit
  let held: Held
  init(_ held: Held) {
    result = .output()
    self.held = held
  }
  var moduleName: String { "holder" }
  var body: [Statement] { result <== true }
}

private struct Two<Held: Sendable>: Module {
  let first, second: Holder<Held>
  init(_ first: Held, _ second: Held) {
    self.first = Holder(first)
    self.second = Holder(second)
  }
  var body: [Statement] {}
}

/// Whether modules that hold the two values share one definition.
private func share<Held: Sendable>(_ first: Held, _ second: Held) throws -> Bool {
  let names = try Two(first, second).elaboratedUnchecked().definitions.map(\.name)
  switch names {
  case ["holder", "two"]: return true
  case ["holder", "holder_2", "two"]: return false
  default:
    Issue.record("\(names)")
    return false
  }
}

private protocol Policy: Sendable {}
private struct First: Policy {}
private struct Last: Policy { let limit: Int }
private struct Plain: Sendable {  // not Hashable
  let depth: Int
  let policy: any Policy
}
private enum Choice: Sendable {  // not Hashable
  case none, some
  case policy(any Policy)
}
private final class Reference: Sendable {}
private struct Pair: Signal {
  var high, low: Unsigned
  init(_ high: Int, _ low: Int) { (self.high, self.low) = (.bits(high), .bits(low)) }
  private init(high: Unsigned, low: Unsigned) { (self.high, self.low) = (high, low) }
}

@Suite struct SharingTests {
  @Test func parametersDecide() throws {
    #expect(try share(1, 1))
    #expect(try !share(1, 2))
    #expect(try share("a", "a"))
    #expect(try share(1.5, 1.5))
    #expect(try !share(Double.nan, .nan))
    #expect(try share([1, 2], [1, 2]))
    #expect(try !share([1, 2], [1, 2, 3]))
    #expect(try share((rows: 1, columns: 2), (rows: 1, columns: 2)))
    #expect(try !share((rows: 1, columns: 2), (rows: 2, columns: 1)))
    #expect(try share(nil as Int?, nil))
    #expect(try !share(nil as Int?, 0))
  }

  @Test func typesBehindExistentialsDecide() throws {
    #expect(try share(1 as any Hashable & Sendable, 1 as any Hashable & Sendable))
    #expect(try !share(1 as any Hashable & Sendable, 1.0 as any Hashable & Sendable))
    #expect(try !share(1 as any Hashable & Sendable, UInt8(1) as any Hashable & Sendable))
    #expect(try share(First() as any Policy, First() as any Policy))
    #expect(try !share(First() as any Policy, Last(limit: 1) as any Policy))
    #expect(try share(Last(limit: 1) as any Policy, Last(limit: 1) as any Policy))
    #expect(try !share(Last(limit: 1) as any Policy, Last(limit: 2) as any Policy))
  }

  @Test func structuresAndEnumerationsAreComparedByWhatTheyHold() throws {
    #expect(try share(Plain(depth: 1, policy: First()), Plain(depth: 1, policy: First())))
    #expect(try !share(Plain(depth: 1, policy: First()), Plain(depth: 1, policy: Last(limit: 1))))
    #expect(try share(Choice.none, .none))
    #expect(try !share(Choice.none, .some))
    #expect(try share(Choice.policy(Last(limit: 3)), .policy(Last(limit: 3))))
    #expect(try !share(Choice.policy(Last(limit: 3)), .policy(First())))
    #expect(try share([Plain](), []))
    #expect(try !share([Plain](), [Plain(depth: 1, policy: First())]))
  }

  @Test func whatCannotBeComparedIsNotShared() throws {
    let closure: @Sendable (Int) -> Int = { $0 + 1 }
    #expect(try !share(closure, closure))
    let reference = Reference()
    #expect(try !share(reference, reference))
  }

  @Test func signalsDecideByShapeNameAndReset() throws {
    #expect(try share(.input(4) as Unsigned, .input(4)))
    #expect(try !share(.wire(4) as Unsigned, .wire(5)))
    #expect(try !share(.wire(4) as Unsigned, .register(4)))
    #expect(try !share(.register(4) as Unsigned, .register(4, reset: 0)))
    #expect(try !share(.register(4, reset: 1) as Unsigned, .register(4, reset: 0)))
    #expect(try !share(.register(4) as Unsigned, .outputRegister(4)))
    #expect(try !share(.register(4) as Unsigned, .register(4, domain: ClockDomain("other"))))
    #expect(try !share(.wire("a", 4) as Unsigned, .wire("b", 4)))
    #expect(try !share(.wire(4) as Unsigned?, nil))
    #expect(try share(nil as Unsigned?, nil))
    #expect(try !share([.wire(1), .wire(2)] as [Unsigned], [.wire(2), .wire(1)]))
    #expect(try share([] as [Unsigned], []))
  }

  @Test func storedShapesAndConstantsDecide() throws {
    #expect(try share(Unsigned.bits(4), .bits(4)))
    #expect(try !share(Unsigned.bits(4), .bits(5)))
    #expect(try share(7 as Unsigned, 7))
    #expect(try !share(7 as Unsigned, 8))
    #expect(try !share(7 as Unsigned, Unsigned(7, width: 3)))
    #expect(try share(Pair(2, 6), Pair(2, 6)))
    #expect(try !share(Pair(2, 6), Pair(4, 4)))
  }

  @Test func storedExpressionsAreComparedByStructure() throws {
    func sum(_ increment: Unsigned) -> Unsigned { (.wire("w", 4) &+ increment).named("sum") }
    #expect(try share(sum(3), sum(3)))
    #expect(try !share(sum(3), sum(4)))
    func choice(_ flip: Bool) -> Unsigned {
      let (a, b) = (Unsigned.wire("a", 4), Unsigned.wire("b", 4))
      return flip ? (a &+ b) &- (b &+ a) : (a &+ b) &- (a &+ b)
    }
    #expect(try share(choice(true), choice(true)))
    #expect(try !share(choice(true), choice(false)))
  }

  // Two signals, or twice the same one.
  @Test func identityWithinAModuleDecides() throws {
    func twice(_ same: Bool) -> [Unsigned] {
      let first = Unsigned.wire("w", 4)
      return [first &+ 1, (same ? first : Unsigned.wire("w", 4)) &+ 1]
    }
    #expect(try share(twice(true), twice(true)))
    #expect(try !share(twice(true), twice(false)))
  }

  @Test func wordsOfMemoriesDecide() throws {
    func written(_ word: Pair, depth: Int = 4) -> Memory<Pair> { Memory(depth: depth, of: word) }
    #expect(ModuleKeys.equal(written(Pair(2, 6)), written(Pair(2, 6))))
    #expect(!ModuleKeys.equal(written(Pair(2, 6)), written(Pair(4, 4))))
    #expect(!ModuleKeys.equal(written(Pair(2, 6)), written(Pair(2, 6), depth: 5)))
  }

  @Test func instancesDecide() throws {
    func names(_ first: Int, _ second: Int) throws -> [String] {
      try Two(Holder(first), Holder(second)).elaboratedUnchecked().definitions.map(\.name)
    }
    #expect(try names(1, 1) == ["holder", "holder_2", "two"])
    #expect(try names(1, 2) == ["holder", "holder_2", "holder_3", "holder_4", "two"])
  }
}

/// Compares keys without elaborating, for what no valid module can hold unused.
private enum ModuleKeys {
  static func equal<Held: Sendable>(_ first: Held, _ second: Held) -> Bool { key(first) == key(second) }

  private static func key(_ held: some Sendable) -> ModuleKey {
    let module = Holder(held)
    var walk = PropertyWalk()
    walk.visitMembers(of: module)
    return ModuleKey(module, walk, definitions: [])
  }
}
