unused.sv
