import Accelerator
import Golden
import HardwareSimulation
import Mapping
import Network

/// An architecture, a layer and data for it, all from a seed.
public struct FuzzCase: Sendable, CustomStringConvertible {
  /// What the layer runs on.
  public var architecture: Architecture
  /// What runs; all of its samples.
  public var layer: LayerShape
  /// Of the data, of the stalls, and of what registers and memories begin with.
  public let seed: UInt64
  /// How often in a thousand cycles each stream pauses.
  public let stallPerMille: Int

  /// Three lines with all that is needed to repeat it.
  public var description: String {
    "seed \(seed), stalls \(stallPerMille)/1000\n  \(layer)\n  \(architecture)"
  }

  /// Runs the layer on the array.
  ///
  /// - Returns: what went wrong; nil where every sum and every counted MAC is right.
  public func failure(on model: ArrayModel) -> String? {
    do {
      let mapping = try MappingSearch(architecture).mapping(for: layer)
      let data = FuzzData(self)
      let session = try ArraySession(
        model, seed: seed, stallPerMille: stallPerMille, initialState: InitialState(seed: seed))
      let (psums, counters) = try session.run(mapping, data.layer, productShift: data.productShift)
      if let mismatch = Mismatch(layer: "the layer", expected: data.expected, found: psums) {
        return "\(mismatch) with \(mapping)"
      }
      let slots = mapping.passes * mapping.slotsPerPass * mapping.sets * mapping.setHeight * mapping.setWidth
      return counters.macs == slots ? nil : "\(counters.macs) MACs were counted instead of \(slots) with \(mapping)"
    } catch {
      return "\(error)"
    }
  }
}
