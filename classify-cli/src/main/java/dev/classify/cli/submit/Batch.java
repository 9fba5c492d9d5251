package dev.classify.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.BatchRequest;
import dev.classify.indicator.ContentHash;
import dev.classify.indicator.ExtraColumns;
import dev.classify.store.jobs.Job;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// Consecutive rows of the input: the wire unit of a job.
///
/// @param ordinal position in the job, from 0
/// @param bytes of the rows as JSON
/// @param rows as they go over the wire
/// @param ids of the rows, in their order
/// @param contentHashes of the rows, in their order
record Batch(
    int ordinal, int bytes, List<JsonNode> rows, List<String> ids, List<String> contentHashes) {

  Batch {
    rows = List.copyOf(rows);
    ids = List.copyOf(ids);
    contentHashes = List.copyOf(contentHashes);
  }

  int size() {
    return rows.size();
  }

  /// The idempotency key. The same rows in the same round always have the same key, so Restate runs
  /// them once.
  String key(Job job, int round) {
    MessageDigest digest = ContentHash.sha256();
    String head = "%s\n%d\n%d\n%d\n".formatted(job.id(), job.generation(), round, ordinal);
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < ids.size(); i++) {
      String row = ids.get(i) + "\n" + contentHashes.get(i) + "\n";
      digest.update(row.getBytes(StandardCharsets.UTF_8));
      JsonNode extra = rows.get(i).path(ExtraColumns.KEY);
      if (!extra.isMissingNode()) {
        digest.update((extra + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  BatchRequest request(Submission.RunContext hand, int round) {
    Job job = hand.job();
    return new BatchRequest(
        key(job, round),
        job.id(),
        job.generation(),
        job.forced(),
        round,
        ordinal,
        hand.runId(),
        hand.answering(),
        rows,
        hand.jobSecret(),
        null);
  }
}
