import Hardware

/// What is counted of the array, its engines and the buffer; a bit holds in each cycle in which something happens.
struct ComputeEvents: Signal {
  /// Totals since the program began.
  let macsDone, macsGated: Unsigned
  /// Groups that the networks moved.
  let ifmapGroup, filterGroup, psumInGroup, psumOutGroup: Bit
  /// The array could have taken something and nothing was there; or it had psums that nobody took.
  let waitsForIfmap, waitsForFilter, waitsForPsum, waitsForCollector: Bit
  /// Engines at work.
  let ifmapFeeder, filterFeeder, collector, vectorUnit: Bit
  /// Accesses to the buffer.
  let ifmapRead, psumRead, vectorRead, storeRead, psumWrite, resultWrite, loadWrite: Bit

  static func shape(_ architecture: Architecture) -> ComputeEvents {
    let total = Unsigned.bits(ProcessingArray.counterBits)
    return ComputeEvents(
      macsDone: total, macsGated: total, ifmapGroup: .shape, filterGroup: .shape, psumInGroup: .shape,
      psumOutGroup: .shape, waitsForIfmap: .shape, waitsForFilter: .shape, waitsForPsum: .shape,
      waitsForCollector: .shape, ifmapFeeder: .shape, filterFeeder: .shape, collector: .shape, vectorUnit: .shape,
      ifmapRead: .shape, psumRead: .shape, vectorRead: .shape, storeRead: .shape, psumWrite: .shape,
      resultWrite: .shape, loadWrite: .shape)
  }

  func map(_ each: SignalMap) -> ComputeEvents {
    ComputeEvents(
      macsDone: each(macsDone), macsGated: each(macsGated), ifmapGroup: each(ifmapGroup),
      filterGroup: each(filterGroup), psumInGroup: each(psumInGroup), psumOutGroup: each(psumOutGroup),
      waitsForIfmap: each(waitsForIfmap), waitsForFilter: each(waitsForFilter), waitsForPsum: each(waitsForPsum),
      waitsForCollector: each(waitsForCollector), ifmapFeeder: each(ifmapFeeder), filterFeeder: each(filterFeeder),
      collector: each(collector), vectorUnit: each(vectorUnit), ifmapRead: each(ifmapRead), psumRead: each(psumRead),
      vectorRead: each(vectorRead), storeRead: each(storeRead), psumWrite: each(psumWrite),
      resultWrite: each(resultWrite), loadWrite: each(loadWrite))
  }
}
