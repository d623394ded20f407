import Hardware

// Places of a ring of any size, numbered from 0.
extension Unsigned {
  /// Whether there are numbers of this width above the limit, so that staying within it says something.
  func mayExceed(_ limit: Int) -> Bool { width < Int.bitWidth - 1 && limit < 1 << width - 1 }

  /// The place after this one in a ring of `count` places, in the same width.
  public func successor(modulo count: Int) -> Unsigned {
    if count == 1 << width { return self &+ 1 }
    return mux(self .== Unsigned(count - 1), 0, self &+ 1)
  }

  /// The place `distance` further on, in the same width.
  /// - Parameter distance: at most `count`, in no more bits than that takes.
  public func advanced(by distance: Unsigned, modulo count: Int) -> Unsigned {
    if count == 1 << width { return self &+ distance.resized(to: width) }
    let sum = self + distance
    let low = sum.truncated(to: width)
    return mux(sum .>= Unsigned(count), low &- Unsigned(count), low)
  }
}
