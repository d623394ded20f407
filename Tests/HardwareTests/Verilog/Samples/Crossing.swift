import Hardware

extension Samples {
  /// A bit that passes from one clock to another.
  struct Crossing: Module {
    static let pixel = ClockDomain("pixel")

    let request: Bit
    let seen: Bit

    init() { (request, seen) = (.input(), .output()) }

    var body: [Statement] {
      let source = Bit.register("source", reset: false)
      let first = Bit.register("first", reset: false, domain: Self.pixel)
      let second = Bit.register("second", reset: false, domain: Self.pixel)
      source <== request
      first <== source
      second <== first
      seen <== second
    }
  }
}
