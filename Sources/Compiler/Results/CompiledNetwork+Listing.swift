extension CompiledNetwork {
  /// The program and the memory map as a person reads them.
  public var listing: String {
    var lines = ["\(name): \(instructions.count) instructions, \(memoryMap.size) bytes of DRAM", ""]
    lines += memoryMap.regions.map {
      "\(Self.hexadecimal($0.offset, 8))  \($0.bytes) bytes  \($0.content.rawValue)  \($0.name)"
    }
    var headings = self.headings[...]
    for (index, instruction) in instructions.enumerated() {
      while let heading = headings.first, heading.index == index {
        lines += ["", heading.text]
        headings.removeFirst()
      }
      let address = memoryMap.programOffset + 8 * index
      let word = Self.hexadecimal(instruction.encoded, 16)
      lines.append("\(Self.hexadecimal(address, 8))  \(word)  \(instruction)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func hexadecimal(_ value: some BinaryInteger, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
