import Hardware

/// Of each number the sum up to and with it, in `width` bits, by a tree as deep as the logarithm of how many there are.
///
/// - Parameter sum: adds two numbers of `width` bits; associative.
func prefixes(_ numbers: [Unsigned], _ sum: (Unsigned, Unsigned) -> Unsigned) -> [Unsigned] {
  guard numbers.count > 1 else { return numbers }
  let middle = (numbers.count + 1) / 2
  let lower = prefixes(Array(numbers[..<middle]), sum)
  let upper = prefixes(Array(numbers[middle...]), sum)
  return lower + upper.map { sum(lower[middle - 1], $0) }
}

/// For each bit how many of those below it are set; and last, how many there are in all.
func ranks(_ bits: [Bit], _ name: String) -> [Unsigned] {
  let width = Netlist.addressWidth(of: bits.count + 1)
  let sums = prefixes(bits.map { Unsigned($0).extended(to: width) }) { $0 &+ $1 }
  return [Unsigned(0, width: width)] + sums.enumerated().map { $1.named("\(name)_\($0)") }
}
