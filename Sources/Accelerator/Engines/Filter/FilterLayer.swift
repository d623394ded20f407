import Hardware

/// How the weights of a layer are delivered; see the registers of `ProgramRegister` with these names.
struct FilterLayer: Signal {
  let lastTarget, lastGroup, lastIndex: Unsigned

  static func shape(_ architecture: Architecture) -> FilterLayer {
    FilterLayer { .bits($0.width(architecture)) }
  }

  init(_ register: (ProgramRegister) -> Unsigned) {
    self.init(
      lastTarget: register(.filterLastTarget), lastGroup: register(.filterLastGroup),
      lastIndex: register(.filterLastIndex))
  }

  init(lastTarget: Unsigned, lastGroup: Unsigned, lastIndex: Unsigned) {
    (self.lastTarget, self.lastGroup, self.lastIndex) = (lastTarget, lastGroup, lastIndex)
  }

  func map(_ each: SignalMap) -> FilterLayer {
    FilterLayer(lastTarget: each(lastTarget), lastGroup: each(lastGroup), lastIndex: each(lastIndex))
  }
}
