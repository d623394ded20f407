import Hardware

/// The part of the ifmap that a pass needs; see the registers of `ProgramRegister` with these names.
struct IfmapPass: Signal {
  let base, firstRow, firstChannel: Unsigned

  static func shape(_ architecture: Architecture) -> IfmapPass {
    IfmapPass { .bits($0.width(architecture)) }
  }

  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      base: register(.ifmapBase), firstRow: register(.ifmapFirstRow), firstChannel: register(.ifmapFirstChannel))
  }

  init(base: Unsigned, firstRow: Unsigned, firstChannel: Unsigned) {
    (self.base, self.firstRow, self.firstChannel) = (base, firstRow, firstChannel)
  }

  func map(_ each: SignalMap) -> IfmapPass {
    IfmapPass(base: each(base), firstRow: each(firstRow), firstChannel: each(firstChannel))
  }
}
