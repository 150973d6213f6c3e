"""What `make bench` measures, each beside the least that the machine allows."""
