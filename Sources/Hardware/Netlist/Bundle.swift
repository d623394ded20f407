extension Netlist {
  /// Nets that the source declares as one thing: a structure, an array, an array of structures, or a signal alone; and the
  /// same ports of an array of instances.
  ///
  /// Nets stay what simulators and checks work on. A bundle says which of them belong together, so that they can be
  /// printed and shown as one.
  public struct Bundle: Sendable {
    /// The name of the property, without the places of arrays: `words` for `words_0` to `words_7`, `below_payload` for
    /// `below_3_payload_value`.
    public var name: String
    /// How many elements of an array there are, those of nested arrays counted together, the inner ones next to each
    /// other; 1 where there is no array.
    public var count: Int
    /// The nets of element 0, those of element 1, and so on; in an element the most significant first.
    public var nets: [NetID]

    /// A bundle by its nets.
    ///
    /// - Parameters:
    ///   - name: of the property, in snake case.
    ///   - count: elements, at least 1.
    ///   - nets: as many for each element, element 0 first.
    public init(name: String, count: Int, nets: [NetID]) {
      self.name = name
      self.count = count
      self.nets = nets
    }

    /// How many nets an element has.
    public var netsInElement: Int { nets.count / count }
  }
}
