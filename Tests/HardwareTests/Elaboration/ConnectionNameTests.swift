import Testing

@testable import Hardware

private struct Stage: Module {
  let inValid, outValid: Bit
  init() { (inValid, outValid) = (.input(), .output()) }
  var body: [Statement] { outValid <== inValid }
}

private struct Crowded: Module {
  let stage: Stage
  let stageInValid: Bit
  let stageOutValidNet: Bit
  let result: Bit
  init() {
    stage = Stage()
    (stageInValid, stageOutValidNet, result) = (.input(), .input(), .output())
  }
  var body: [Statement] {
    let local = stageInValid.named("stage_out_valid")
    stage.inValid <== local && stageOutValidNet
    result <== stage.outValid
  }
}

@Suite struct ConnectionNameTests {
  @Test func connectionsGiveWayToNamesFromTheSource() throws {
    let top = try Crowded().elaborated().top
    #expect(
      top.nets.map(\.name) == [
        "stage_in_valid", "stage_out_valid_net", "result", "stage_in_valid_net", "stage_out_valid_net_2",
        "stage_out_valid",
      ])
    #expect(top.instances[0].connections.map { top[$0].name } == ["stage_in_valid_net", "stage_out_valid_net_2"])
  }

  @Test func wiresStandBeforeWhatUsesThem() throws {
    struct Layers: Module {
      let value, result: Unsigned
      init() { (value, result) = (.input(4), .output(4)) }
      var body: [Statement] {
        let first = ~value
        let second = (first.named("first") &+ 1).named("second")
        let third = (second ^ first.named("again")).named("third")
        result <== third &+ second
      }
    }
    let top = try Layers().elaborated().top
    let order = top.statements.map { statement in
      if case .assign(let net, _, _) = statement { top[net].name } else { "" }
    }
    #expect(order == ["first", "second", "again", "third", "result"])
  }

  @Test func definitionsOfOneNameAreNumbered() throws {
    struct Top: Module {
      let units = [Sized(1), Sized(2), Sized(1), Sized(3)]
      var body: [Statement] {}
    }
    struct Sized: Module {
      let width: Int
      let result: Unsigned
      init(_ width: Int) { (self.width, result) = (width, .output(width)) }
      var body: [Statement] { result <== 0 }
    }
    let design = try Top().elaborated()
    #expect(design.definitions.map(\.name) == ["sized", "sized_2", "sized_3", "top"])
    #expect(design.top.instances.map(\.definition) == [0, 1, 0, 2])
    #expect(design.instanceCounts == [2, 1, 1, 1])
  }
}
