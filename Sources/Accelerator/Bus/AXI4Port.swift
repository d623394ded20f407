import Hardware

/// An AXI4 master: five channels, each with its own handshake (AMBA AXI protocol, IHI 0022).
///
/// The members have the protocol's names, so that a property `mAXI` gives ports `m_axi_araddr` and so on.
public struct AXI4Port: Interface {
  /// The address of a burst of writes with identifier, beats less one, bytes of a beat (as a power of two), and INCR.
  public let awid, awaddr, awlen, awsize, awburst: Unsigned
  /// Never locked: 0 in all bursts.
  public let awlock: Bit
  /// Attributes of the memory, which are constant.
  public let awcache, awprot, awqos: Unsigned
  /// The handshake of the address.
  public let awvalid, awready: Bit
  /// The beat that is written, and a strobe for each of its bytes.
  public let wdata, wstrb: Unsigned
  /// Whether it is the burst's last beat, and its handshake.
  public let wlast, wvalid, wready: Bit
  /// The identifier and the answer to a burst of writes.
  public let bid, bresp: Unsigned
  /// The handshake of the answer.
  public let bvalid, bready: Bit
  /// The address of a burst of reads, as that of writes.
  public let arid, araddr, arlen, arsize, arburst: Unsigned
  /// Never locked: 0 in all bursts.
  public let arlock: Bit
  /// Attributes of the memory, which are constant.
  public let arcache, arprot, arqos: Unsigned
  /// The handshake of the address.
  public let arvalid, arready: Bit
  /// The identifier, the beat that was read, and the answer to it.
  public let rid, rdata, rresp: Unsigned
  /// Whether it is the burst's last beat, and its handshake.
  public let rlast, rvalid, rready: Bit

  /// Bits of a transaction's identifier.
  public static let idBits = 2

  /// The ports of a master, as wide as the architecture's bus: what the slave drives are inputs.
  public static func master(_ architecture: Architecture) -> AXI4Port {
    let data = architecture.memoryDataBits
    let address = architecture.memoryAddressBits
    return AXI4Port(
      awid: .output(idBits), awaddr: .output(address), awlen: .output(8), awsize: .output(3), awburst: .output(2),
      awlock: .output(), awcache: .output(4), awprot: .output(3), awqos: .output(4), awvalid: .output(),
      awready: .input(), wdata: .output(data), wstrb: .output(data / 8), wlast: .output(), wvalid: .output(),
      wready: .input(), bid: .input(idBits), bresp: .input(2), bvalid: .input(), bready: .output(),
      arid: .output(idBits), araddr: .output(address), arlen: .output(8), arsize: .output(3), arburst: .output(2),
      arlock: .output(), arcache: .output(4), arprot: .output(3), arqos: .output(4), arvalid: .output(),
      arready: .input(), rid: .input(idBits), rdata: .input(data), rresp: .input(2), rlast: .input(),
      rvalid: .input(), rready: .output())
  }

  /// INCR.
  static let incrementing = 1
  /// Normal memory, bufferable and modifiable.
  static let cacheable = 3
}
