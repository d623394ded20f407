import Accelerator

/// The C++ that names the ports of an architecture's accelerator for the test bench.
enum AcceleratorPorts {
  /// `accelerator_ports.h`.
  static func header(_ architecture: Architecture) -> String {
    """
    #pragma once
    #include "axi_memory.h"
    #include "orris.h"
    #include <cstring>

    constexpr uint32_t kBeatBytes = \(architecture.beatBytes);
    constexpr size_t kCounters = \(PerformanceCounter.allCases.count);

    inline void driveSlave(Vmodel& model, const orris::SlaveSignals& slave) {
      model.m_axi_arready = slave.arready;
      model.m_axi_awready = slave.awready;
      model.m_axi_wready = slave.wready;
      model.m_axi_rvalid = slave.rvalid;
      model.m_axi_rid = slave.rid;
      model.m_axi_rresp = slave.rresp;
      model.m_axi_rlast = slave.rlast;
      std::memcpy(&model.m_axi_rdata, slave.rdata, kBeatBytes);
      model.m_axi_bvalid = slave.bvalid;
      model.m_axi_bid = slave.bid;
      model.m_axi_bresp = slave.bresp;
    }

    inline void sampleMaster(Vmodel& model, orris::MasterSignals& master) {
      master.ar = {
          static_cast<bool>(model.m_axi_arvalid), model.m_axi_arid, model.m_axi_arlen, model.m_axi_arsize,
          model.m_axi_arburst, model.m_axi_araddr};
      master.aw = {
          static_cast<bool>(model.m_axi_awvalid), model.m_axi_awid, model.m_axi_awlen, model.m_axi_awsize,
          model.m_axi_awburst, model.m_axi_awaddr};
      master.wvalid = model.m_axi_wvalid;
      master.wlast = model.m_axi_wlast;
      master.wstrb = model.m_axi_wstrb;
      std::memcpy(master.wdata, &model.m_axi_wdata, kBeatBytes);
      master.rready = model.m_axi_rready;
      master.bready = model.m_axi_bready;
    }
    """
  }
}
