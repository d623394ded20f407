import Hardware

/// An AXI4-Lite slave of 32 bits: five channels, each with its own handshake (AMBA AXI protocol, IHI 0022).
public struct AXI4LitePort: Interface {
  /// The byte address of a write, and its protection, which is not looked at.
  public let awaddr, awprot: Unsigned
  /// The handshake of the address.
  public let awvalid, awready: Bit
  /// The word that is written, and a strobe for each of its bytes.
  public let wdata, wstrb: Unsigned
  /// The handshake of the word.
  public let wvalid, wready: Bit
  /// The answer to a write: OKAY (0), or SLVERR (2).
  public let bresp: Unsigned
  /// The handshake of the answer.
  public let bvalid, bready: Bit
  /// The byte address of a read, and its protection, which is not looked at.
  public let araddr, arprot: Unsigned
  /// The handshake of the address.
  public let arvalid, arready: Bit
  /// The word that was read, and the answer: OKAY (0), or SLVERR (2).
  public let rdata, rresp: Unsigned
  /// The handshake of the word.
  public let rvalid, rready: Bit

  /// Bits of an address: 4 KiB, of which the registers take the beginning.
  public static let addressBits = 12

  /// The ports of a slave: what the master drives are inputs.
  public static func slave() -> AXI4LitePort {
    AXI4LitePort(
      awaddr: .input(addressBits), awprot: .input(3), awvalid: .input(), awready: .output(), wdata: .input(32),
      wstrb: .input(4), wvalid: .input(), wready: .output(), bresp: .output(2), bvalid: .output(), bready: .input(),
      araddr: .input(addressBits), arprot: .input(3), arvalid: .input(), arready: .output(), rdata: .output(32),
      rresp: .output(2), rvalid: .output(), rready: .input())
  }
}

/// Connects an instance's slave to a slave port of the module around it.
func <== (inner: AXI4LitePort, outer: AXI4LitePort) -> [Statement] {
  [
    inner.awaddr <== outer.awaddr, inner.awprot <== outer.awprot, inner.awvalid <== outer.awvalid,
    outer.awready <== inner.awready, inner.wdata <== outer.wdata, inner.wstrb <== outer.wstrb,
    inner.wvalid <== outer.wvalid, outer.wready <== inner.wready, outer.bresp <== inner.bresp,
    outer.bvalid <== inner.bvalid, inner.bready <== outer.bready, inner.araddr <== outer.araddr,
    inner.arprot <== outer.arprot, inner.arvalid <== outer.arvalid, outer.arready <== inner.arready,
    outer.rdata <== inner.rdata, outer.rresp <== inner.rresp, outer.rvalid <== inner.rvalid,
    inner.rready <== outer.rready,
  ]
}
