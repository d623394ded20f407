import Hardware

/// The part of the ifmap that a pass needs; see the registers of `ProgramRegister` with these names.
struct IfmapPass: Signal {
  var base, firstRow, firstChannel: Unsigned

  static func shape(_ architecture: Architecture) -> IfmapPass {
    IfmapPass { .bits($0.width(architecture)) }
  }
}

extension IfmapPass {
  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      base: register(.ifmapBase), firstRow: register(.ifmapFirstRow), firstChannel: register(.ifmapFirstChannel))
  }
}
