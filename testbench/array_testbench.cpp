// Plays the global buffer around the processing array: delivers ifmaps, filters and psums, asks for psums and keeps
// them between passes. Runs all cycles on this side of the C interface; the passes come from Swift, prepared.
#include "array_ports.h"
#include "orris.h"

#include <cstdint>
#include <cstdio>
#include <deque>
#include <memory>
#include <vector>

namespace {

/// A small generator with a good spread (xorshift64*); the same seed gives the same stalls.
class Random {
 public:
  explicit Random(uint64_t seed) : state(seed * 2 + 1) {}
  uint32_t next() {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return static_cast<uint32_t>((state * 0x2545F4914F6CDD1Dull) >> 32);
  }

 private:
  uint64_t state;
};

/// The psums of passes that add up: groups in the order in which they are collected, which is also the order in which
/// the next pass gets them back.
struct Accumulation {
  std::vector<int64_t> words;
};

struct Pass {
  std::vector<int32_t> ifmap, filter;  // groups: a header and the words of the bus
  std::shared_ptr<const std::vector<int32_t>> psumTargets, collected;  // headers
  bool takesPsums;    // the bottom PEs add psums from the network
  bool isFirst;       // of its accumulation: the psums begin with 0
  bool isLast;        // of its accumulation: the psums are handed over
  std::shared_ptr<Accumulation> accumulation;
  size_t groupsCollected = 0;
};

/// One side of a handshake: where it stands in the passes, and whether it offers something.
struct Stream {
  uint64_t pass = 0;     // number of the pass since the beginning
  size_t position = 0;   // in groups
  bool offers = false;   // valid stays until the array has taken the value
  uint64_t stalledCycles = 0;
};

struct Header {
  int row, column, last;
  explicit Header(int32_t word) : row(word & 0xFF), column(word >> 8 & 0xFF), last(word >> 16) {}
};

enum Outcome { done = 0, failedAssertion = 1, stuck = 2 };

class Testbench {
 public:
  Testbench(uint64_t seed, uint32_t stallPerMille, uint64_t stateSeed)
      : random(seed), stallPerMille(stallPerMille), context(stateSeed), model(&context) {
    orrisClearInputs(model);
  }
  ~Testbench() { closeTrace(); }

  Outcome reset() {
    model.reset = 1;
    for (int cycle = 0; cycle < 4; ++cycle) {
      if (!clock()) return failedAssertion;
    }
    model.reset = 0;
    return done;
  }

  Outcome configure(const uint32_t* writes, size_t count) {
    for (size_t index = 0; index < count; ++index) {
      model.configuration_write = 1;
      model.configuration_row = writes[3 * index];
      model.configuration_column = writes[3 * index + 1];
      model.configuration_data = writes[3 * index + 2];
      if (!clock()) return failedAssertion;
    }
    model.configuration_write = 0;
    model.configuration_commit = 1;
    if (!clock()) return failedAssertion;
    model.configuration_commit = 0;
    // The array hands a write on through one register.
    return clock() && clock() ? done : failedAssertion;
  }

  void push(Pass&& pass) { passes.push_back(std::move(pass)); }

  /// Runs until no more than `remaining` passes are unfinished.
  Outcome run(size_t remaining, uint64_t patience) {
    uint64_t idle = 0;
    while (passes.size() > remaining) {
      const uint64_t before = moved;
      offer();
      if (!clock()) return failedAssertion;
      ++cycles;
      idle = moved == before ? idle + 1 : 0;
      if (idle > patience) return stuck;
    }
    return done;
  }

  /// Runs `count` cycles without offering anything, so that the counters catch up.
  Outcome settle(int count) {
    model.ifmap_valid = model.filter_valid = model.psum_valid = model.collect_valid = model.output_ready = 0;
    for (int cycle = 0; cycle < count; ++cycle) {
      if (!clock()) return failedAssertion;
    }
    return done;
  }

  bool openTrace(const char* path, const char* names);
  void closeTrace();

  std::vector<int64_t> results;  // of the accumulations that have finished, in order
  uint64_t cycles = 0;
  uint64_t moved = 0;

  uint64_t macsDone() { return model.activity_macs_done; }
  uint64_t macsGated() { return model.activity_macs_gated; }
  uint64_t groupsMoved[5] = {0, 0, 0, 0, 0};  // ifmap, filter, psum in, requests, psum out

  void clearCounters() {
    model.clear_counters = 1;
    clock();
    model.clear_counters = 0;
    cycles = 0;
    for (auto& count : groupsMoved) count = 0;
  }

 private:
  bool stalls() { return stallPerMille != 0 && random.next() % 1000 < stallPerMille; }

  Pass* pass(uint64_t number) {
    const uint64_t index = number - finished;
    return index < passes.size() ? &passes[index] : nullptr;
  }

  /// Moves a stream past the end of its pass; null where there is no further pass.
  template <class Count> Pass* current(Stream& stream, Count count) {
    Pass* pass = this->pass(stream.pass);
    while (pass && stream.position >= count(*pass)) {
      stream.position = 0;
      ++stream.pass;
      pass = this->pass(stream.pass);
    }
    return pass;
  }

  // All readys of the array are registers, so what it will take at the coming edge is known before it.
  void offer() {
    offerData(ifmap, &Pass::ifmap, kIfmapWords, 0, model.ifmap_valid, model.ifmap_ready, putIfmap);
    offerData(filter, &Pass::filter, kFilterWords, 1, model.filter_valid, model.filter_ready, putFilter);
    offerPsums();
    offerRequests();
    takeOutput();
  }

  template <class Put>
  void offerData(
      Stream& stream, std::vector<int32_t> Pass::*groups, int words, int counter, CData& valid, CData ready, Put put) {
    const size_t stride = words + 1;
    Pass* pass = current(stream, [&](Pass& p) { return (p.*groups).size() / stride; });
    if (!pass || (!stream.offers && stalls())) {
      valid = 0;
      return;
    }
    stream.offers = true;
    valid = 1;
    const int32_t* group = (pass->*groups).data() + stream.position * stride;
    const Header header(group[0]);
    put(model, header.row, header.column, header.last, group + 1);
    if (ready) take(stream, counter);
  }

  void offerPsums() {
    model.psum_valid = 0;
    Pass* pass = current(psum, [](Pass& p) { return p.takesPsums ? p.psumTargets->size() : 0; });
    if (!pass) return;
    // A psum comes back only after it was collected in the pass before.
    if (!pass->isFirst && collectedBefore(psum.pass) <= psum.position) return;
    if (!psum.offers && stalls()) return;
    psum.offers = true;
    model.psum_valid = 1;
    static const int64_t zeros[kPsumWords] = {};
    const int64_t* words = pass->isFirst ? zeros : pass->accumulation->words.data() + psum.position * kPsumWords;
    const Header header((*pass->psumTargets)[psum.position]);
    putPsum(model, header.row, header.column, header.last, words);
    if (model.psum_ready) take(psum, 2);
  }

  /// Groups that the pass before this one has collected; all of them once it is finished.
  size_t collectedBefore(uint64_t number) {
    if (number == 0 || number - 1 < finished) return SIZE_MAX;
    return passes[number - 1 - finished].groupsCollected;
  }

  void offerRequests() {
    model.collect_valid = 0;
    Pass* pass = current(request, [](Pass& p) { return p.collected->size(); });
    if (!pass || (!request.offers && stalls())) return;
    request.offers = true;
    model.collect_valid = 1;
    const Header place((*pass->collected)[request.position]);
    model.collect_payload_row = place.row;
    model.collect_payload_column = place.column;
    if (model.collect_ready) take(request, 3);
  }

  void takeOutput() {
    model.output_ready = stalls() ? 0 : 1;
    if (!model.output_ready || !model.output_valid) return;
    Pass& pass = passes.front();
    int64_t* words = pass.accumulation->words.data() + pass.groupsCollected * kPsumWords;
    takePsums(model, words);
    ++pass.groupsCollected;
    ++moved;
    ++groupsMoved[4];
    if (pass.groupsCollected == pass.collected->size()) finish(pass);
  }

  void finish(Pass& pass) {
    if (pass.isLast) {
      results.insert(results.end(), pass.accumulation->words.begin(), pass.accumulation->words.end());
    }
    // The other streams are through with it: its last psum needed all that they brought.
    for (Stream* stream : {&ifmap, &filter, &psum, &request}) {
      if (stream->pass == finished) {
        ++stream->pass;
        stream->position = 0;
      }
    }
    passes.pop_front();
    ++finished;
  }

  void take(Stream& stream, int counter) {
    stream.offers = false;
    ++stream.position;
    ++moved;
    ++groupsMoved[counter];
  }

  bool clock() {
    model.clock = 1;
    if (!edge()) return false;
    model.clock = 0;
    return edge();
  }

  bool edge();

  Random random;
  uint32_t stallPerMille;
  OrrisContext context;
  Vmodel model;
#if VM_TRACE
  std::unique_ptr<ModelTrace> trace;
#endif
  std::deque<Pass> passes;
  uint64_t finished = 0;
  Stream ifmap, filter, psum, request;
};

bool Testbench::edge() {
  context.timeInc(5);
  const bool isFine = orrisEvaluate(model);
#if VM_TRACE
  if (trace) trace->dump(context.time());
#endif
  return isFine && !orris_stopped();
}

bool Testbench::openTrace(const char* path, const char* names) {
#if VM_TRACE
  trace = orrisOpenTrace(model, path, names);
  return trace != nullptr;
#else
  return false;
#endif
}

void Testbench::closeTrace() {
#if VM_TRACE
  if (trace) trace->close();
  trace.reset();
#endif
}

Testbench& bench(void* pointer) { return *static_cast<Testbench*>(pointer); }

}  // namespace

/// The seeds of the stalls, and of what registers and memories begin with.
ORRIS_EXPORT void* array_create(uint64_t seed, uint32_t stallPerMille, uint64_t stateSeed) {
  return new Testbench(seed, stallPerMille, stateSeed);
}
ORRIS_EXPORT void array_destroy(void* pointer) { delete &bench(pointer); }
ORRIS_EXPORT int array_reset(void* pointer) { return bench(pointer).reset(); }
/// Writes waveforms from here on, to the end or to `array_close_trace`; 0 where the file cannot be written.
ORRIS_EXPORT int array_open_trace(void* pointer, const char* path, const char* names) {
  return bench(pointer).openTrace(path, names);
}
ORRIS_EXPORT void array_close_trace(void* pointer) { bench(pointer).closeTrace(); }

ORRIS_EXPORT int array_configure(void* pointer, const uint32_t* writes, size_t count) {
  return bench(pointer).configure(writes, count);
}

/// Headers of psums, which are the same for all passes of a layer.
ORRIS_EXPORT void* array_headers(const int32_t* headers, size_t count) {
  return new std::shared_ptr<const std::vector<int32_t>>(
      std::make_shared<const std::vector<int32_t>>(headers, headers + count));
}
ORRIS_EXPORT void array_release_headers(void* headers) {
  delete static_cast<std::shared_ptr<const std::vector<int32_t>>*>(headers);
}

/// The place of the psums of an accumulation.
ORRIS_EXPORT void* array_accumulation(size_t groups) {
  auto accumulation = std::make_shared<Accumulation>();
  accumulation->words.resize(groups * kPsumWords);
  return new std::shared_ptr<Accumulation>(std::move(accumulation));
}
ORRIS_EXPORT void array_release_accumulation(void* accumulation) {
  delete static_cast<std::shared_ptr<Accumulation>*>(accumulation);
}

ORRIS_EXPORT void array_push(
    void* pointer, const int32_t* ifmap, size_t ifmapWords, const int32_t* filter, size_t filterWords,
    void* psumTargets, void* collected, void* accumulation, int takesPsums, int isFirst, int isLast) {
  using Headers = std::shared_ptr<const std::vector<int32_t>>;
  Pass pass;
  pass.ifmap.assign(ifmap, ifmap + ifmapWords);
  pass.filter.assign(filter, filter + filterWords);
  pass.psumTargets = *static_cast<Headers*>(psumTargets);
  pass.collected = *static_cast<Headers*>(collected);
  pass.accumulation = *static_cast<std::shared_ptr<Accumulation>*>(accumulation);
  pass.takesPsums = takesPsums;
  pass.isFirst = isFirst;
  pass.isLast = isLast;
  bench(pointer).push(std::move(pass));
}

ORRIS_EXPORT int array_run(void* pointer, size_t remaining, uint64_t patience) {
  return bench(pointer).run(remaining, patience);
}
ORRIS_EXPORT int array_settle(void* pointer, int cycles) { return bench(pointer).settle(cycles); }
ORRIS_EXPORT void array_clear_counters(void* pointer) { bench(pointer).clearCounters(); }

ORRIS_EXPORT size_t array_results(void* pointer) { return bench(pointer).results.size(); }
ORRIS_EXPORT const int64_t* array_result_words(void* pointer) { return bench(pointer).results.data(); }
ORRIS_EXPORT void array_drop_results(void* pointer) { bench(pointer).results.clear(); }

/// Cycles, MACs done, MACs gated, then groups moved: ifmap, filter, psum in, requests, psum out.
ORRIS_EXPORT void array_counters(void* pointer, uint64_t* counters) {
  Testbench& b = bench(pointer);
  counters[0] = b.cycles;
  counters[1] = b.macsDone();
  counters[2] = b.macsGated();
  for (int index = 0; index < 5; ++index) counters[3 + index] = b.groupsMoved[index];
}
