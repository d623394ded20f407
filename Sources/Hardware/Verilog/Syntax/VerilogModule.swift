extension Verilog {
  /// One module in printable form: nothing is left to decide but line breaks.
  struct Module {
    struct Port {
      var signal: SignalID
      var direction: Netlist.Net.Direction
    }

    struct Memory {
      var name: String
      var width: Int
      var depth: Int
      /// The words at the start, where they are known.
      var contents: Netlist.Memory.Contents?
      var attributes: [Attribute] = []

      /// The most words that stand in the module itself.
      static let mostInitialWords = 64

      var isInFile: Bool { contents.map { $0.isFile || $0.words.count > Self.mostInitialWords } ?? false }
    }

    var name: String
    var documentation: String?
    var source: SourceLocation?
    var attributes: [Attribute] = []
    /// Whether the width of the payload is a parameter.
    var hasWidthParameter = false
    var signals: [Signal] = []
    var memories: [Memory] = []
    var ports: [Port] = []
    var parameters: [Parameter] = []
    /// Groups of items that belong together; a blank line parts them.
    var sections: [[Item]] = []
    /// The variable of `generate` loops; nil where there is none.
    var generateVariable: String?
    /// The variables of loops in `always` blocks, one for each block that has any.
    var loopVariables: [String] = []
    /// Seen by formal tools and by simulators that are told to check assertions.
    var assertions: [Item] = []

    /// The name of the file with the contents of a memory, which no other module and memory has.
    func fileName(of memory: Memory) -> String { "\(name).\(memory.name).hex" }

    subscript(signal: SignalID) -> Signal {
      get { signals[signal.index] }
      set { signals[signal.index] = newValue }
    }
  }
}
