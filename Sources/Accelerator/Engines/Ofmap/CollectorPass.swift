import Hardware

/// Where the psums that leave in a pass go; see the registers of `ProgramRegister` with these names.
struct CollectorPass: Signal {
  /// They are results; else they go into the buffer as they are.
  let isResult: Bit
  let psumOutput: Unsigned
  let base, firstRow, firstChannel: Unsigned

  static func shape(_ architecture: Architecture) -> CollectorPass {
    CollectorPass(isResult: .shape) { .bits($0.width(architecture)) }
  }

  init(isResult: Bit, _ register: (ProgramRegister) -> Unsigned) {
    self.init(
      isResult: isResult, psumOutput: register(.psumOutput), base: register(.ofmapBase),
      firstRow: register(.ofmapFirstRow), firstChannel: register(.ofmapFirstChannel))
  }

  init(isResult: Bit, psumOutput: Unsigned, base: Unsigned, firstRow: Unsigned, firstChannel: Unsigned) {
    (self.isResult, self.psumOutput) = (isResult, psumOutput)
    (self.base, self.firstRow, self.firstChannel) = (base, firstRow, firstChannel)
  }

  func map(_ each: SignalMap) -> CollectorPass {
    CollectorPass(
      isResult: each(isResult), psumOutput: each(psumOutput), base: each(base), firstRow: each(firstRow),
      firstChannel: each(firstChannel))
  }
}
