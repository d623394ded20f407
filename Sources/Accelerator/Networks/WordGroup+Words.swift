import Hardware
import HardwareLibrary

extension Stream where Payload == WordGroup {
  /// How many words move in this cycle, as a number of so many bits; 0 where no group does.
  func words(in bits: Int) -> Unsigned {
    guard let lastIndex = payload.lastIndex else { return Unsigned(fires).extended(to: bits) }
    return mux(fires, lastIndex.extended(to: bits) &+ 1, 0)
  }
}
