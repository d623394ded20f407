import Hardware

/// What is counted of the array, its engines and the buffer; a bit holds in each cycle in which something happens.
struct ComputeEvents: Signal {
  /// Totals since the program began.
  var activity: ArrayActivity
  /// Groups that the networks moved.
  var ifmapGroup, filterGroup, psumInGroup, psumOutGroup: Bit
  /// How many words they hold, 0 where none moves.
  var ifmapWords, filterWords, psumInWords, psumOutWords: Unsigned
  /// The array could have taken something and nothing was there; or it had psums that nobody took.
  var waitsForIfmap, waitsForFilter, waitsForPsum, waitsForCollector: Bit
  /// Engines at work.
  var ifmapFeeder, filterFeeder, collector, vectorUnit: Bit
  /// Accesses to the buffer.
  var ifmapRead, psumRead, vectorRead, storeRead, psumWrite, resultWrite, loadWrite: Bit

  static func shape(_ architecture: Architecture) -> ComputeEvents {
    func words(_ count: Int) -> Unsigned { .bits(Netlist.addressWidth(of: count + 1)) }
    return ComputeEvents(
      activity: .shape(bits: ProcessingArray.counterBits), ifmapGroup: .shape, filterGroup: .shape,
      psumInGroup: .shape, psumOutGroup: .shape, ifmapWords: words(architecture.ifmapBusWords),
      filterWords: words(architecture.filterBusWords), psumInWords: words(architecture.psumBusWords),
      psumOutWords: words(architecture.psumBusWords), waitsForIfmap: .shape, waitsForFilter: .shape, waitsForPsum: .shape,
      waitsForCollector: .shape, ifmapFeeder: .shape, filterFeeder: .shape, collector: .shape, vectorUnit: .shape,
      ifmapRead: .shape, psumRead: .shape, vectorRead: .shape, storeRead: .shape, psumWrite: .shape,
      resultWrite: .shape, loadWrite: .shape)
  }
}
