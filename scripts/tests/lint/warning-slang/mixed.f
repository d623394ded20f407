mixed.sv
