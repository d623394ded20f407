import Accelerator

/// Gives each value that several PEs share one (row, column) tag on an input network.
///
/// PEs that take the same values have the same identity. Rows whose PEs share identities get the same row tag, as far
/// as the column tags of that row tag suffice for all of them; a value that is needed under several row tags is
/// delivered once for each. For the published layers of Eyeriss this gives the published tags (JSSC 2017, figure 11).
public struct TagAssignment<Identity: Hashable & Sendable>: Sendable {
  /// A tag and the values that go there.
  public struct Target: Hashable, Sendable {
    /// The row tag and the column tag, both from 0.
    public let row, column: Int
    /// Which values go to the tag.
    public let identity: Identity
  }

  /// The tag of each row of the array; `unusedRowTag` where no PE of it takes anything.
  public private(set) var rowTags: [Int] = []
  /// By row and column of the array.
  public private(set) var columnTags: [[Int]] = []
  /// Every tag once, by row tag and then by column tag.
  public let targets: [Target]

  /// - Parameter identities: by row and column of the array; nil for PEs that take nothing.
  public init(_ identities: [[Identity?]], _ architecture: Architecture) {
    var groups: [TagGroup<Identity>] = []
    for row in identities {
      let needed = row.compactMap { $0 }
      guard !needed.isEmpty else {
        rowTags.append(architecture.unusedRowTag)
        columnTags.append(row.map { _ in architecture.unusedColumnTag })
        continue
      }
      let index =
        groups.firstIndex { $0.canTake(needed, limit: architecture.unusedColumnTag) } ?? groups.count
      if index == groups.count { groups.append(TagGroup()) }
      groups[index].take(needed)
      rowTags.append(index)
      columnTags.append(row.map { $0.map { groups[index].tags[$0]! } ?? architecture.unusedColumnTag })
    }
    targets = groups.enumerated().flatMap { index, group in
      group.identities.enumerated().map { Target(row: index, column: $0.offset, identity: $0.element) }
    }
  }
}

/// The identities under one row tag; each one's place is its column tag.
private struct TagGroup<Identity: Hashable> {
  private(set) var identities: [Identity] = []
  private(set) var tags: [Identity: Int] = [:]

  /// Whether a row shares something with this group and the rest of it fits.
  func canTake(_ needed: [Identity], limit: Int) -> Bool {
    let new = Set(needed.filter { tags[$0] == nil })
    return new.count < Set(needed).count && identities.count + new.count <= limit
  }

  mutating func take(_ needed: [Identity]) {
    for identity in needed where tags[identity] == nil {
      tags[identity] = identities.count
      identities.append(identity)
    }
  }
}
