import Hardware

extension Unsigned {
  /// The next number of a ring of `count` places numbered from 0, in the same width; for ring addresses of any size.
  public func successor(modulo count: Int) -> Unsigned {
    if count == 1 << width { return self &+ 1 }
    return mux(self .== Unsigned(count - 1), 0, self &+ 1)
  }
}
