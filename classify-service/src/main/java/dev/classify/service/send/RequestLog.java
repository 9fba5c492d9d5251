package dev.classify.service.send;

import dev.classify.store.ledger.LedgerRequest;
import dev.classify.store.ledger.LedgerResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line of the log for each request to a model that has ended.
final class RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  private RequestLog() {}

  /// The request id is that of the invocation and a number. What a server says is in the ledger.
  static void write(LedgerRequest row, LedgerResult result) {
    LOG.info(
        "job={} batch={} request={} model={} tier={} outcome={} rows={} tokens_in={} tokens_out={}"
            + " usd={} millis={}",
        row.jobId(),
        row.batchKey(),
        row.id(),
        row.model(),
        row.serviceTier(),
        result.outcome(),
        row.indicators(),
        result.tokensIn(),
        result.tokensOut(),
        result.costUsd(),
        result.latency().toMillis());
  }
}
