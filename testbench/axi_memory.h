// An AXI4 slave memory that checks its master: for a Verilated model, or by itself.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

namespace orris {

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

struct MemoryOptions {
  uint32_t latency = 0;          // cycles from an address to its first beat, or from the last beat to its answer
  uint32_t beatsPerThousand = 1000;  // bandwidth of each direction
  uint32_t outstanding = 16;     // bursts that are taken at a time in each direction
  uint32_t stallPerMille = 0;    // random pauses of every channel
  uint32_t reorders = 0;         // 1: answers of different identifiers in any order
  uint64_t seed = 1;
};

struct AddressChannel {
  bool valid = false;
  uint32_t id = 0, len = 0, size = 0, burst = 0;
  uint64_t address = 0;
  bool operator==(const AddressChannel& o) const {
    return valid == o.valid && id == o.id && len == o.len && size == o.size && burst == o.burst && address == o.address;
  }
};

/// Channels of the slave as bits: one that is silenced takes nothing, or says nothing new.
enum Channel : uint32_t { kReadAddress = 1, kReadData = 2, kWriteAddress = 4, kWriteData = 8, kWriteAnswer = 16 };

/// What the master drives in a cycle.
struct MasterSignals {
  AddressChannel ar, aw;
  bool wvalid = false, wlast = false;
  uint8_t wdata[16] = {};
  uint32_t wstrb = 0;
  bool rready = false, bready = false;
};

/// What the slave drives in a cycle.
struct SlaveSignals {
  bool arready = false, awready = false, wready = false;
  bool rvalid = false, rlast = false, bvalid = false;
  uint32_t rid = 0, rresp = 0, bid = 0, bresp = 0;
  uint8_t rdata[16] = {};
};

struct Region {
  uint64_t first, end;  // addresses
};

class AxiMemory {
 public:
  AxiMemory(uint64_t base, size_t size, uint32_t beatBytes, const MemoryOptions& options)
      : base(base), beatBytes(beatBytes), options(options), random(options.seed), bytes(size), written(size, false) {}

  // The host's side.
  bool hostWrite(uint64_t offset, const uint8_t* data, size_t count) {
    if (offset + count > bytes.size()) return false;
    std::memcpy(bytes.data() + offset, data, count);
    std::fill(written.begin() + offset, written.begin() + offset + count, true);
    return true;
  }
  const uint8_t* data() const { return bytes.data(); }
  bool wasWritten(uint64_t offset) const { return written[offset]; }
  void forget(uint64_t offset, size_t count) {
    std::fill(written.begin() + offset, written.begin() + offset + count, false);
  }
  void allowRead(uint64_t offset, uint64_t count) { readable.push_back({base + offset, base + offset + count}); }
  void allowWrite(uint64_t offset, uint64_t count) { writable.push_back({base + offset, base + offset + count}); }
  void clearRegions() { readable.clear(), writable.clear(); }
  /// The burst of that number, from 0 on, is answered with that response.
  void failRead(uint64_t number, uint32_t response) { failingRead = number, readFailure = response; }
  void failWrite(uint64_t number, uint32_t response) { failingWrite = number, writeFailure = response; }

  /// From now on these channels are dead; what the slave says already it says on, as the protocol wants.
  void silence(uint32_t channels) { silent = channels; }

  const std::string& violation() const { return message; }
  /// What is still under way; empty where every burst is answered and no data is left over.
  const char* unfinished() const {
    if (!early.empty()) return "write data without an address";
    if (!reads.empty() || slave.rvalid) return "a read burst without all its data";
    if (!writes.empty() || slave.bvalid) return "a write burst without an answer";
    return "";
  }
  uint64_t readBursts = 0, writeBursts = 0, readBeats = 0, writeBeats = 0;

  /// What the slave drives in this cycle; to be called once before each rising edge.
  const SlaveSignals& offer() {
    ++cycle;
    slave.arready = reads.size() < options.outstanding && !stalls() && !isSilent(kReadAddress);
    slave.awready = writes.size() < options.outstanding && !stalls() && !isSilent(kWriteAddress);
    slave.wready = !stalls() && hasBandwidth(writeCredit) && !isSilent(kWriteData);
    if (!slave.rvalid && !isSilent(kReadData)) offerRead();
    if (!slave.bvalid && !isSilent(kWriteAnswer)) offerAnswer();
    return slave;
  }

  /// The rising edge, with what the master drove before it. False after a violation.
  bool edge(const MasterSignals& master) {
    check(master);
    if (master.ar.valid && slave.arready) takeRead(master.ar);
    if (master.aw.valid && slave.awready) takeWrite(master.aw);
    if (master.wvalid && slave.wready) takeBeat(master);
    if (slave.rvalid && master.rready) finishBeat();
    if (slave.bvalid && master.bready) finishAnswer();
    readCredit = std::min(readCredit + options.beatsPerThousand, 2000u);
    writeCredit = std::min(writeCredit + options.beatsPerThousand, 2000u);
    before = master;
    stalled = slave;
    return message.empty();
  }

 private:
  struct Read {
    AddressChannel burst;
    uint64_t due;
    uint32_t beat = 0;
    uint32_t response = 0;
  };
  struct Write {
    AddressChannel burst;
    uint64_t due = 0;
    uint32_t beat = 0;
    bool complete = false;
    uint32_t response = 0;
  };

  void fail(const char* format, unsigned long long a = 0, unsigned long long b = 0) {
    if (!message.empty()) return;
    char text[200];
    std::snprintf(text, sizeof text, format, a, b);
    message = text;
  }

  bool stalls() { return options.stallPerMille != 0 && random.next() % 1000 < options.stallPerMille; }
  bool isSilent(Channel channel) const { return (silent & channel) != 0; }
  static bool hasBandwidth(uint32_t credit) { return credit >= 1000; }

  void check(const MasterSignals& m) {
    stays(before.ar, stalled.arready, m.ar, "ARVALID or its payload changed before ARREADY");
    stays(before.aw, stalled.awready, m.aw, "AWVALID or its payload changed before AWREADY");
    if (before.wvalid && !stalled.wready) {
      const bool same = m.wvalid && m.wlast == before.wlast && m.wstrb == before.wstrb &&
                        std::memcmp(m.wdata, before.wdata, beatBytes) == 0;
      if (!same) fail("WVALID or its payload changed before WREADY");
    }
  }

  void stays(const AddressChannel& old, bool ready, const AddressChannel& now, const char* text) {
    if (old.valid && !ready && !(now == old)) fail(text);
  }

  void checkBurst(const AddressChannel& burst, const std::vector<Region>& regions, const char* kind) {
    const uint64_t count = static_cast<uint64_t>(burst.len + 1) * beatBytes;
    const uint64_t end = burst.address + count;
    if (burst.burst != 1) return failBurst(kind, "is no INCR burst", burst.address);
    if ((1u << burst.size) != beatBytes) return failBurst(kind, "has beats of another width than the bus", burst.address);
    if (burst.address % beatBytes != 0) return failBurst(kind, "is not aligned to the bus", burst.address);
    if (burst.address / 4096 != (end - 1) / 4096) return failBurst(kind, "crosses a 4 KB boundary", burst.address);
    if (burst.address < base || end > base + bytes.size()) return failBurst(kind, "is outside the memory", burst.address);
    for (const Region& region : regions) {
      if (burst.address >= region.first && end <= region.end) return;
    }
    failBurst(kind, "is outside the memory plan", burst.address);
  }

  void failBurst(const char* kind, const char* problem, uint64_t address) {
    if (!message.empty()) return;
    char text[200];
    std::snprintf(
        text, sizeof text, "the %s burst at 0x%llx %s", kind, static_cast<unsigned long long>(address), problem);
    message = text;
  }

  bool overlap(const AddressChannel& one, const AddressChannel& other) const {
    const uint64_t oneEnd = one.address + static_cast<uint64_t>(one.len + 1) * beatBytes;
    const uint64_t otherEnd = other.address + static_cast<uint64_t>(other.len + 1) * beatBytes;
    return one.address < otherEnd && other.address < oneEnd;
  }

  /// Reads and writes that are under way at once have no order (IHI 0022, A6.4): what came of them would be chance.
  template <class Burst>
  void checkOrder(const AddressChannel& burst, const std::deque<Burst>& others, const char* kind, const char* problem) {
    for (const Burst& other : others) {
      if (overlap(burst, other.burst)) return failBurst(kind, problem, burst.address);
    }
  }

  void takeRead(const AddressChannel& burst) {
    checkBurst(burst, readable, "read");
    checkOrder(burst, writes, "read", "takes bytes of a write that is not yet answered");
    Read read{burst, cycle + options.latency};
    if (readBursts == failingRead) read.response = readFailure;
    ++readBursts;
    if (message.empty()) reads.push_back(read);
  }

  void takeWrite(const AddressChannel& burst) {
    checkBurst(burst, writable, "write");
    checkOrder(burst, reads, "write", "changes bytes of a read that is under way");
    Write write{burst};
    if (writeBursts == failingWrite) write.response = writeFailure;
    ++writeBursts;
    if (!message.empty()) return;
    writes.push_back(write);
    while (!early.empty() && message.empty()) {
      const MasterSignals beat = early.front();
      if (!storeBeat(beat)) break;
      early.pop_front();
    }
  }

  void takeBeat(const MasterSignals& m) {
    writeCredit -= 1000;
    ++writeBeats;
    // Data may come before its address.
    if (!early.empty() || !storeBeat(m)) early.push_back(m);
    if (early.size() > 1024) fail("write data without an address");
  }

  bool storeBeat(const MasterSignals& m) {
    for (Write& write : writes) {
      if (write.complete) continue;
      const uint64_t offset = write.burst.address - base + static_cast<uint64_t>(write.beat) * beatBytes;
      const bool isLast = write.beat == write.burst.len;
      if (m.wlast != isLast) {
        fail("WLAST is %llu in beat %llu of its burst", m.wlast, write.beat);
        return true;
      }
      for (uint32_t byte = 0; byte < beatBytes && write.response == 0; ++byte) {
        if (m.wstrb >> byte & 1) {
          bytes[offset + byte] = m.wdata[byte];
          written[offset + byte] = true;
        }
      }
      ++write.beat;
      if (isLast) {
        write.complete = true;
        write.due = cycle + options.latency;
      }
      return true;
    }
    return false;
  }

  void offerRead() {
    if (reads.empty() || !hasBandwidth(readCredit) || stalls()) return;
    size_t chosen = 0;
    if (options.reorders) {
      chosen = random.next() % reads.size();
      // Within an identifier the order stays.
      for (size_t index = 0; index < chosen; ++index) {
        if (reads[index].burst.id == reads[chosen].burst.id) chosen = index;
      }
    }
    Read& read = reads[chosen];
    if (read.due > cycle) return;
    const uint64_t offset = read.burst.address - base + static_cast<uint64_t>(read.beat) * beatBytes;
    for (uint32_t byte = 0; byte < beatBytes && read.response == 0; ++byte) {
      if (!written[offset + byte]) return fail("a read of the byte at 0x%llx, which was never written", base + offset + byte);
    }
    std::memcpy(slave.rdata, bytes.data() + offset, beatBytes);
    slave.rid = read.burst.id;
    slave.rresp = read.response;
    slave.rlast = read.beat == read.burst.len;
    slave.rvalid = true;
    current = chosen;
  }

  void finishBeat() {
    slave.rvalid = false;
    readCredit -= 1000;
    ++readBeats;
    Read& read = reads[current];
    if (++read.beat > read.burst.len) reads.erase(reads.begin() + current);
  }

  void offerAnswer() {
    if (writes.empty() || !writes.front().complete || writes.front().due > cycle || stalls()) return;
    slave.bvalid = true;
    slave.bid = writes.front().burst.id;
    slave.bresp = writes.front().response;
  }

  void finishAnswer() {
    slave.bvalid = false;
    writes.pop_front();
  }

  uint64_t base;
  uint32_t beatBytes;
  MemoryOptions options;
  Random random;
  std::vector<uint8_t> bytes;
  std::vector<bool> written;
  std::vector<Region> readable, writable;
  SlaveSignals slave, stalled;
  MasterSignals before;
  std::deque<Read> reads;
  std::deque<Write> writes;
  std::deque<MasterSignals> early;
  size_t current = 0;
  uint64_t cycle = 0;
  uint32_t readCredit = 1000, writeCredit = 1000;
  uint64_t failingRead = UINT64_MAX, failingWrite = UINT64_MAX;
  uint32_t readFailure = 0, writeFailure = 0;
  uint32_t silent = 0;
  std::string message;
};

}  // namespace orris
