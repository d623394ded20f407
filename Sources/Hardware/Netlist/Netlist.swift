/// The elaborated form of a design: plain values in which every name and every width is decided.
///
/// Elaboration makes it, the checks read it, the legaliser and the printer turn it into Verilog, and the interpreter
/// runs it. Expressions are nodes in one array per definition, operands before their users, so no pass needs recursion.
public enum Netlist {}

extension Netlist {
  /// A whole design.
  public struct Design: Sendable {
    /// Every definition once, children before their parents; the last one is the top.
    public var definitions: [Definition]

    /// A design of these definitions, children before their parents, with the top as the last one.
    public init(definitions: [Definition]) {
      self.definitions = definitions
    }

    /// The definition that nothing instantiates: the design's outermost module.
    public var top: Definition { definitions[definitions.count - 1] }

    /// The number of instances of each definition in the whole hierarchy (the top counts one), by definition index.
    public var instanceCounts: [Int] {
      var counts = [Int](repeating: 0, count: definitions.count)
      counts[definitions.count - 1] = 1
      for index in definitions.indices.reversed() {
        for instance in definitions[index].instances {
          counts[instance.definition] += counts[index]
        }
      }
      return counts
    }
  }
}
