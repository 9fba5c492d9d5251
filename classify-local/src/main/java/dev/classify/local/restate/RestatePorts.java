package dev.classify.local.restate;

/// The ports of a Restate server.
///
/// @param ingress where invocations are handed over
/// @param admin where deployments are registered and queries asked
/// @param node where nodes of a cluster talk to each other
public record RestatePorts(int ingress, int admin, int node) {}
