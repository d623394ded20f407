import Hardware

/// How many of the bits are set, wide enough for all of them, as a balanced tree.
func populationCount(_ bits: [Bit]) -> Unsigned {
  total(bits.map { Unsigned($0) }).resized(to: Netlist.addressWidth(of: bits.count + 1))
}

/// The sum of the numbers as a balanced tree, wide enough for every result.
func total(_ numbers: [Unsigned]) -> Unsigned {
  var level = numbers
  while level.count > 1 {
    level = stride(from: 0, to: level.count, by: 2).map { index in
      index + 1 < level.count ? level[index] + level[index + 1] : level[index]
    }
  }
  return level[0]
}
