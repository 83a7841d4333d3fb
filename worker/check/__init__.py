"""`copydesk check`: the configuration tried against the cluster, without changing anything in it."""
