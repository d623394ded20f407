extension Architecture {
  /// Tells hardware apart, and with it the programs that are made for it: FNV-1a with 64 bits over the bytes of `json`,
  /// which are those of the file `architecture.json`: the line feed at its end included.
  ///
  /// FNV-1a: from 0xCBF29CE484222325, for each byte in turn: exclusive or with the byte, then times 0x100000001B3 modulo
  /// 2^64.
  public var hash: UInt64 {
    json.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
