import Hardware

/// The order of the psums of a layer; see the registers of `ProgramRegister` with these names.
struct PsumLayer: Signal {
  var lastSample, lastStrip, lastTarget, lastColumn, lastGroup, lastIndex: Unsigned

  static func shape(_ architecture: Architecture) -> PsumLayer {
    PsumLayer { .bits($0.width(architecture)) }
  }
}

extension PsumLayer {
  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      lastSample: register(.lastSample), lastStrip: register(.lastStrip), lastTarget: register(.psumLastTarget),
      lastColumn: register(.psumLastColumn), lastGroup: register(.psumLastGroup), lastIndex: register(.psumLastIndex))
  }
}
