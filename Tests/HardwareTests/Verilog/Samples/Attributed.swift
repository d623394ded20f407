import Hardware

extension Samples {
  /// What tools are told about a module and about everything in it.
  struct Attributed: Module {
    let level: Bit
    let address: Unsigned
    let stable: Bit
    let word: Unsigned
    private let inner: Inner

    var attributes: [Attribute] { [Attribute("keep_hierarchy", "yes")] }

    init() {
      level = Bit.input().attribute("X_INTERFACE_INFO", "xilinx.com:signal:data:1.0 level DATA")
      (address, stable) = (.input(4), .output())
      word = Unsigned.outputRegister(8).attribute("keep", "true")
      inner = Inner()
    }

    var body: [Statement] {
      let sampled = [Bit.register("sampled"), Bit.register("settled")].attribute("ASYNC_REG", "TRUE")
      let words = Memory("words", depth: 16, of: Unsigned.bits(8)).attribute("ram_style", "distributed")

      attribute(inner, "DONT_TOUCH", "true")
      sampled[0] <== level
      sampled[1] <== sampled[0]
      inner.level <== sampled[1]
      stable <== inner.inverted

      let next = (words.read("old_word", at: address, latency: .combinational) &+ 1).named("next")
        .attribute("keep", "true").attribute("mark_debug", "true")
      words.write(next, at: address)
      word <== next
    }
  }

  struct Inner: Module {
    let level, inverted: Bit
    init() { (level, inverted) = (.input(), .output()) }
    var body: [Statement] { inverted <== !level }
  }
}
