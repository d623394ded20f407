import Hardware

/// How the weights of a layer are delivered; see the registers of `ProgramRegister` with these names.
struct FilterLayer: Signal {
  var lastTarget, lastGroup, lastIndex: Unsigned

  static func shape(_ architecture: Architecture) -> FilterLayer {
    FilterLayer { .bits($0.width(architecture)) }
  }
}

extension FilterLayer {
  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      lastTarget: register(.filterLastTarget), lastGroup: register(.filterLastGroup),
      lastIndex: register(.filterLastIndex))
  }
}
