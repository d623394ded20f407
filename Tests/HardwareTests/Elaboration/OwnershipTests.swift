import Testing

@testable import Hardware

private let place = "HardwareTests/OwnershipTests.swift"

private struct Unit: Module {
  static let line = #line
  let enable: Bit
  let count: Unsigned
  let words: Memory<Unsigned>
  let level: Unsigned
  init() {
    enable = .input()  // line + 6
    count = .outputRegister(4, reset: 0)
    words = Memory(depth: 4, of: .bits(4))
    level = .register(4)
  }
  var body: [Statement] {
    when(enable) {
      count <== count &+ 1
      level <== words.read("word", at: count.truncated(to: 2))
      words.write(count, at: count.truncated(to: 2))
    }
  }
}

private struct OutputsOnly: Module {
  static let line = #line
  let value: Bit
  init() { value = .output() }  // line + 2
  var body: [Statement] { value <== true }
}

@Suite struct OwnershipTests {
  @Test func oneInstanceInTwoPlacesIsRefused() {
    struct Aliased: Module {
      let units = Array(repeating: Unit(), count: 3)
      var body: [Statement] {}
    }
    let hint =
      "make each with its own initialiser, for example (0..<count).map { _ in ... } instead of "
      + "Array(repeating:count:) [aliasing, in aliased]"
    #expect(
      elaborationErrors(in: Aliased()) == [
        "\(place):\(Unit.line + 6): error: the instances 'units_0' and 'units_1' are the same one, or share a signal; \(hint)",
        "\(place):\(Unit.line + 6): error: the instances 'units_0' and 'units_2' are the same one, or share a signal; \(hint)",
      ])
  }

  @Test func soItIsInNestedArraysAndWithOutputsOnly() {
    struct Aliased: Module {
      let rows = Array(repeating: [OutputsOnly()], count: 2)
      var body: [Statement] {}
    }
    #expect(
      elaborationErrors(in: Aliased()) == [
        "\(place):\(OutputsOnly.line + 2): error: the instances 'rows_0_0' and 'rows_1_0' are the same one, or share "
          + "a signal; make each with its own initialiser, for example (0..<count).map { _ in ... } instead of "
          + "Array(repeating:count:) [aliasing, in aliased]"
      ])
  }

  // The second pair has the key of the first one.
  @Test func sharedDefinitionsDoNotHideIt() {
    struct Pair: Module {
      let units: [OutputsOnly]
      var body: [Statement] {}
    }
    struct Top: Module {
      let sound = Pair(units: [OutputsOnly(), OutputsOnly()])
      let aliased = Pair(units: Array(repeating: OutputsOnly(), count: 2))
      var body: [Statement] {}
    }
    let errors = elaborationErrors(in: Top())
    #expect(errors.count == 1)
    #expect(errors.first?.contains("'units_0' and 'units_1' are the same one") == true)
    #expect(errors.first?.hasSuffix("[aliasing, in pair]") == true)
  }

  @Test func oneSignalUnderTwoNamesIsRefused() {
    struct Lanes: Module {
      static let line = #line
      let lanes = Array(repeating: Unsigned.register(4, reset: 0), count: 2)
      var body: [Statement] {}
    }
    #expect(
      elaborationErrors(in: Lanes()) == [
        "\(place):\(Lanes.line + 1): error: 'lanes_0' and 'lanes_1' are the same signal; declare each anew, for example "
          + "(0..<count).map { _ in ... } instead of Array(repeating:count:) [aliasing, in lanes]"
      ])
  }

  @Test func aPortOfAnInstanceIsNoPortOfTheModule() {
    struct Wrapper: Module {
      let inner: Unit
      let count: Unsigned
      init() {
        inner = Unit()
        count = inner.count
      }
      var body: [Statement] { inner.enable <== true }
    }
    #expect(
      elaborationErrors(in: Wrapper()) == [
        "\(place):\(Unit.line + 7): error: 'count' belongs both to this module and to the instance 'inner'; "
          + "declare a signal for each and connect them with <== [aliasing, in wrapper]"
      ])
  }

  @Test func aSignalOfTheParentIsNoPortOfAnInstance() {
    struct Child: Module {
      let enable: Bit
      var body: [Statement] {}
    }
    struct Parent: Module {
      static let line = #line
      let enable: Bit
      let left, right: Child
      init() {
        let wire = Bit.wire("shared")
        enable = .input()  // line + 5
        left = Child(enable: enable)
        right = Child(enable: wire)
      }
      var body: [Statement] {}
    }
    #expect(
      elaborationErrors(in: Parent()) == [
        "\(place):\(Parent.line + 5): error: 'enable' belongs both to this module and to the instance 'left'; "
          + "declare a signal for each and connect them with <== [aliasing, in parent]"
      ])
  }

  @Test func onlyThePortsOfAnInstanceCanBeUsed() {
    struct Parent: Module {
      static let line = #line
      let unit = Unit()
      let result: Unsigned = .output(4)
      var body: [Statement] {
        unit.enable <== true
        result <== unit.level  // line + 5
        unit.words.write(1, at: 2)
      }
    }
    #expect(
      elaborationErrors(in: Parent()) == [
        "\(place):\(Parent.line + 5): error: 'level' is inside the instance 'unit'; only its ports can be used "
          + "[foreign signal, in parent]",
        "\(place):\(Parent.line + 6): error: 'words' is inside the instance 'unit'; only its ports can be used "
          + "[foreign memory, in parent]",
      ])
  }

  @Test func anInstanceMustBeStored() {
    struct Parent: Module {
      static let line = #line
      let result: Unsigned = .output(4)
      var body: [Statement] {
        let unit = Unit()
        result <== unit.count  // line + 4
      }
    }
    #expect(
      elaborationErrors(in: Parent()) == [
        "\(place):\(Parent.line + 4): error: this port belongs to neither this module nor one of its instances; "
          + "store the instance in a property of this module [foreign port, in parent]"
      ])
  }

  @Test func aPortOfAnInstancesInstanceIsForeign() {
    struct Middle: Module {
      let unit = Unit()
      var body: [Statement] { unit.enable <== true }
    }
    struct Parent: Module {
      static let line = #line
      let middle = Middle()
      let result: Unsigned = .output(4)
      var body: [Statement] { result <== middle.unit.count }  // line + 3
    }
    #expect(
      elaborationErrors(in: Parent()) == [
        "\(place):\(Parent.line + 3): error: this port belongs to neither this module nor one of its instances; "
          + "store the instance in a property of this module [foreign port, in parent]"
      ])
  }
}
