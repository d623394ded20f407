/// What a command reads or writes: words of the buffer, bytes of DRAM, or entries of the channel tables.
struct Access: Hashable {
  enum Space: Hashable {
    case buffer, memory, channels
  }

  let space: Space
  let range: Range<Int>
  let writes: Bool
  /// Psums that wait for the next pass, which the array's engines keep in order by themselves.
  var isPsum = false

  /// Whether the order of the two matters.
  func conflicts(with other: Access) -> Bool {
    space == other.space && (writes || other.writes) && range.overlaps(other.range)
  }
}
