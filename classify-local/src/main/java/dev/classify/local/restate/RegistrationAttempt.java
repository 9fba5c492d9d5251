package dev.classify.local.restate;

import com.fasterxml.jackson.databind.JsonNode;

/// How one node reacted to a registration.
///
/// @param reply the deployment as Restate describes it; missing if there is a problem
/// @param problem empty if the node accepted the registration
record RegistrationAttempt(JsonNode reply, String problem) {}
