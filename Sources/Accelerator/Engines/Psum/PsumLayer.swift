import Hardware

/// The order of the psums of a layer; see the registers of `ProgramRegister` with these names.
struct PsumLayer: Signal {
  let lastSample, lastStrip, lastTarget, lastColumn, lastGroup, lastIndex: Unsigned

  static func shape(_ architecture: Architecture) -> PsumLayer {
    PsumLayer { .bits($0.width(architecture)) }
  }

  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      lastSample: register(.lastSample), lastStrip: register(.lastStrip), lastTarget: register(.psumLastTarget),
      lastColumn: register(.psumLastColumn), lastGroup: register(.psumLastGroup), lastIndex: register(.psumLastIndex))
  }

  init(
    lastSample: Unsigned, lastStrip: Unsigned, lastTarget: Unsigned, lastColumn: Unsigned, lastGroup: Unsigned,
    lastIndex: Unsigned
  ) {
    (self.lastSample, self.lastStrip) = (lastSample, lastStrip)
    (self.lastTarget, self.lastColumn) = (lastTarget, lastColumn)
    (self.lastGroup, self.lastIndex) = (lastGroup, lastIndex)
  }

  func map(_ each: SignalMap) -> PsumLayer {
    PsumLayer(
      lastSample: each(lastSample), lastStrip: each(lastStrip), lastTarget: each(lastTarget),
      lastColumn: each(lastColumn), lastGroup: each(lastGroup), lastIndex: each(lastIndex))
  }
}
