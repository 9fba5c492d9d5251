package dev.classify.store.providerbatch;

import dev.classify.store.ledger.LedgerResult;

/// What a provider batch brought for one of its lines.
///
/// @param result without a reply where the request is to be sent again
/// @param sendLive whether it is sent again as a request of its own rather than in the next file
public record LineResult(String requestId, LedgerResult result, boolean sendLive) {}
