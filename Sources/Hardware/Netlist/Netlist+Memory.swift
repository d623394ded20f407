import BigInt

extension Netlist {
  /// `depth` words of `width` bits with explicit ports.
  ///
  /// Contents are not reset; a memory that nothing writes has some.
  public struct Memory: Sendable {
    /// The name in Verilog, unique in the definition.
    public var name: String
    /// Bits of a word, at least 1.
    public var width: Int
    /// The number of words, at least 1.
    public var depth: Int
    /// In the order of the source.
    public var writePorts: [WritePort]
    /// In the order of the source.
    public var readPorts: [ReadPort]
    /// What the words are at the start; nil where that is not known.
    public var contents: Contents?
    /// What tools are told about the memory.
    public var attributes: [Attribute]
    /// The line of the declaration, where one is known.
    public var source: SourceLocation?

    /// A memory; ports are added as the body mentions them.
    public init(
      name: String, width: Int, depth: Int, writePorts: [WritePort] = [], readPorts: [ReadPort] = [],
      contents: Contents? = nil, attributes: [Attribute] = [], source: SourceLocation? = nil
    ) {
      self.name = name
      self.width = width
      self.depth = depth
      self.writePorts = writePorts
      self.readPorts = readPorts
      self.contents = contents
      self.attributes = attributes
      self.source = source
    }
  }

  /// Writes at the rising edge where `enable` holds; an address past the end writes nothing.
  public struct WritePort: Sendable {
    /// Whose clock it writes at.
    public var domain: ClockDomain
    /// The word's number, unsigned.
    public var address: NodeID
    /// The word, of the memory's width.
    public var data: NodeID
    /// Whether it writes at the coming edge, one bit.
    public var enable: NodeID
    /// One bit for each `width / mask width` bits of data, least significant first; nil writes the whole word.
    public var mask: NodeID?
    /// The line of the statement, where one is known.
    public var source: SourceLocation?

    /// A write port; the nodes are those of the definition that the memory stands in.
    public init(
      domain: ClockDomain, address: NodeID, data: NodeID, enable: NodeID, mask: NodeID?, source: SourceLocation?
    ) {
      self.domain = domain
      self.address = address
      self.data = data
      self.enable = enable
      self.mask = mask
      self.source = source
    }
  }

  /// Drives the net `data`.
  public struct ReadPort: Sendable {
    /// Whose clock a registered read goes by.
    public var domain: ClockDomain
    /// The word's number, unsigned.
    public var address: NodeID
    /// With latency 1: the data register keeps its value where this does not hold.
    ///
    /// Always 1 with latency 0.
    public var enable: NodeID
    /// Whether the data follow within the cycle or after an edge.
    public var latency: Latency
    /// What a registered read gives of a word that is written at the same edge.
    public var readUnderWrite: ReadUnderWrite
    /// The net that has the data, of the memory's width.
    public var data: NetID
    /// The line of the call, where one is known.
    public var source: SourceLocation?

    /// A read port; the nodes and the net are those of the definition that the memory stands in.
    public init(
      domain: ClockDomain, address: NodeID, enable: NodeID, latency: Latency, readUnderWrite: ReadUnderWrite,
      data: NetID, source: SourceLocation?
    ) {
      self.domain = domain
      self.address = address
      self.enable = enable
      self.latency = latency
      self.readUnderWrite = readUnderWrite
      self.data = data
      self.source = source
    }
  }

  /// When the data of a read are there, in edges of the clock.
  public enum Latency: Int, Sendable {
    /// The data follow the address within the cycle.
    case combinational = 0
    /// The data of the address at one clock edge are there after it.
    case registered = 1
  }

  /// What a latency-1 read gives of a word that is written at the same edge. (A combinational read always shows the
  /// old word until the edge.)
  public enum ReadUnderWrite: String, Sendable {
    /// The word as it was before the write.
    case old
    /// Nothing that may be relied upon; the design promises not to look.
    case undefined
  }
}

extension Netlist.Memory {
  /// The words with which a memory begins.
  public struct Contents: Hashable, Sendable {
    /// As many as the memory has.
    public var words: [BigUInt]
    /// Whether they come from a file, and so stand in one beside the Verilog.
    public var isFile: Bool

    /// Contents by their words, each of at most the memory's width.
    public init(words: [BigUInt], isFile: Bool) {
      self.words = words
      self.isFile = isFile
    }
  }
}
