import Hardware

/// What is counted of the array, its engines and the buffer; a bit holds in each cycle in which something happens.
struct ComputeEvents: Signal {
  /// Totals since the program began.
  let activity: ArrayActivity
  /// Groups that the networks moved.
  let ifmapGroup, filterGroup, psumInGroup, psumOutGroup: Bit
  /// How many words they hold, 0 where none moves.
  let ifmapWords, filterWords, psumInWords, psumOutWords: Unsigned
  /// The array could have taken something and nothing was there; or it had psums that nobody took.
  let waitsForIfmap, waitsForFilter, waitsForPsum, waitsForCollector: Bit
  /// Engines at work.
  let ifmapFeeder, filterFeeder, collector, vectorUnit: Bit
  /// Accesses to the buffer.
  let ifmapRead, psumRead, vectorRead, storeRead, psumWrite, resultWrite, loadWrite: Bit

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

  func map(_ each: SignalMap) -> ComputeEvents {
    ComputeEvents(
      activity: each(activity), ifmapGroup: each(ifmapGroup), filterGroup: each(filterGroup),
      psumInGroup: each(psumInGroup), psumOutGroup: each(psumOutGroup), ifmapWords: each(ifmapWords),
      filterWords: each(filterWords), psumInWords: each(psumInWords), psumOutWords: each(psumOutWords),
      waitsForIfmap: each(waitsForIfmap), waitsForFilter: each(waitsForFilter), waitsForPsum: each(waitsForPsum),
      waitsForCollector: each(waitsForCollector), ifmapFeeder: each(ifmapFeeder), filterFeeder: each(filterFeeder),
      collector: each(collector), vectorUnit: each(vectorUnit), ifmapRead: each(ifmapRead), psumRead: each(psumRead),
      vectorRead: each(vectorRead), storeRead: each(storeRead), psumWrite: each(psumWrite),
      resultWrite: each(resultWrite), loadWrite: each(loadWrite))
  }
}
