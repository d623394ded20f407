/// Where the psums come from that a PE adds to its own; set for each layer.
public enum PsumSource: Int, CaseIterable, Sendable {
  /// From nowhere: the PE's own psums go on as they are.
  case nothing
  /// From the PE below.
  case neighbour
  /// From the psum input network.
  case network
}
