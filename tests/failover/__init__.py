"""Failover, tried: started only when asked for, by `make failover`."""
