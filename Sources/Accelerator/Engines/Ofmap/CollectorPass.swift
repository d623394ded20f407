import Hardware

/// Where the psums that leave in a pass go; see the registers of `ProgramRegister` with these names.
struct CollectorPass: Signal {
  /// They are results; else they go into the buffer as they are.
  var isResult: Bit
  var psumOutput: Unsigned
  var base, firstRow, firstChannel: Unsigned

  static func shape(_ architecture: Architecture) -> CollectorPass {
    CollectorPass(isResult: .shape) { .bits($0.width(architecture)) }
  }
}

extension CollectorPass {
  init(isResult: Bit, _ register: (ProgramRegister) -> Unsigned) {
    self.init(
      isResult: isResult, psumOutput: register(.psumOutput), base: register(.ofmapBase),
      firstRow: register(.ofmapFirstRow), firstChannel: register(.ofmapFirstChannel))
  }
}
