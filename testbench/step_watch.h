// Reads the accelerator's counters at the ends of the steps of its program, while it runs.
#pragma once

#include "orris.h"
#include "verilated_sym_props.h"

#include <cstdint>
#include <string>
#include <vector>

namespace orris {

/// Nets within the accelerator that are looked at before each rising edge.
class ObservedNets {
 public:
  enum Engine { loads, stores, computes, engineCount };

  ObservedNets(VerilatedContext& context, size_t counterCount) {
    find(context, "accelerator.sequencer", "running", running);
    find(context, "accelerator.sequencer", "counter", instruction);
    find(context, "accelerator.sequencer", "compute_idle", computeIdle);
    find(context, "accelerator.sequencer.loads", "completed", completed[loads]);
    find(context, "accelerator.sequencer.stores", "completed", completed[stores]);
    find(context, "accelerator.sequencer.computes", "completed", completed[computes]);
    find(context, "accelerator.counters", "values", counters);
  }

  /// A counter's value: 48 bits of the vector of all counters, the first one lowest.
  uint64_t counter(size_t index) const {
    const size_t bit = counterBits * index;
    uint64_t value = 0;
    for (size_t word = bit / 32; word * 32 < bit + counterBits; ++word) {
      const uint64_t bits = counters[word];
      value |= word * 32 >= bit ? bits << (word * 32 - bit) : bits >> (bit - word * 32);
    }
    return value & ((uint64_t(1) << counterBits) - 1);
  }

  /// A program runs.
  const CData* running = nullptr;
  /// Instructions of the program that are done.
  const IData* instruction = nullptr;
  /// The array with its engines and the vector unit have nothing under way.
  const CData* computeIdle = nullptr;
  /// Commands that each engine has completed.
  const IData* completed[engineCount] = {};
  static constexpr size_t counterBits = 48;
  /// The counters next to each other, in words of 32 bits.
  const EData* counters = nullptr;
  /// A net that the model does not have; empty where all are there.
  std::string missing;

 private:
  template <class Data>
  void find(VerilatedContext& context, const std::string& scope, const char* net, const Data*& place) {
    const VerilatedScope* found = context.scopeFind(("TOP." + scope).c_str());
    if (!found) found = context.scopeFind(scope.c_str());
    const VerilatedVar* variable = found ? found->varFind(net) : nullptr;
    if (variable) {
      place = static_cast<const Data*>(variable->datap());
    } else {
      missing = scope + "." + net;
    }
  }
};

/// The end of a step: so many instructions are done, and each engine has completed so many commands.
struct StepEnd {
  uint64_t instruction;
  uint64_t completed[ObservedNets::engineCount];
};

/// Takes the counters' values when a step ends.
///
/// An engine has done its part of a step when it has completed the commands that were given by then; the step has ended when
/// all engines have. The sequencer prepares the next step meanwhile and may give it loads already, so each engine is looked at
/// by itself. What is counted shows some cycles later in the counters: two for an event, six for what PEs do.
class StepWatch {
 public:
  static constexpr uint64_t eventDelay = 2, activityDelay = 6;
  /// Engines, and the whole step.
  static constexpr size_t partCount = ObservedNets::engineCount + 1;

  explicit StepWatch(size_t counterCount) : counterCount(counterCount) {}

  void watch(const uint64_t* numbers, size_t count) {
    ends.clear();
    pending.clear();
    for (size_t index = 0; index < count; ++index, numbers += 4) {
      ends.push_back({numbers[0], {numbers[1], numbers[2], numbers[3]}});
    }
    for (size_t& part : next) part = 0;
    values.assign(count * partCount * 2 * counterCount, 0);
    taken = 0;
  }

  /// To be called before each rising edge from a program's begin on.
  void look(const ObservedNets& nets, uint64_t cycle) {
    if (ends.empty()) return;
    if (*nets.running) findEnds(nets, cycle);
    size_t kept = 0;
    for (const Reading& reading : pending) {
      if (reading.due == cycle) {
        take(nets, reading.place);
      } else {
        pending[kept++] = reading;
      }
    }
    pending.resize(kept);
  }

  /// Of each step, of each part of it, two readings of all counters: for events, and for what PEs do.
  const uint64_t* readings() const { return values.data(); }
  /// How many readings were taken.
  uint64_t count() const { return taken; }

 private:
  struct Reading {
    uint64_t due;
    size_t place;
  };

  void findEnds(const ObservedNets& nets, uint64_t cycle) {
    for (size_t engine = 0; engine < ObservedNets::engineCount; ++engine) {
      while (next[engine] < ends.size() && isDone(nets, engine, ends[next[engine]])) schedule(engine, cycle);
    }
    size_t& whole = next[ObservedNets::engineCount];
    while (whole < next[0] && whole < next[1] && whole < next[2]) schedule(ObservedNets::engineCount, cycle);
  }

  static bool isDone(const ObservedNets& nets, size_t engine, const StepEnd& end) {
    if (*nets.instruction < end.instruction || *nets.completed[engine] < end.completed[engine]) return false;
    return engine != ObservedNets::computes || *nets.computeIdle;
  }

  void schedule(size_t part, uint64_t cycle) {
    const size_t place = (next[part] * partCount + part) * 2;
    pending.push_back({cycle + eventDelay, place});
    pending.push_back({cycle + activityDelay, place + 1});
    ++next[part];
  }

  void take(const ObservedNets& nets, size_t place) {
    for (size_t index = 0; index < counterCount; ++index) values[place * counterCount + index] = nets.counter(index);
    ++taken;
  }

  size_t counterCount;
  std::vector<StepEnd> ends;
  size_t next[partCount] = {};
  std::vector<Reading> pending;
  std::vector<uint64_t> values;
  uint64_t taken = 0;
};

}  // namespace orris
