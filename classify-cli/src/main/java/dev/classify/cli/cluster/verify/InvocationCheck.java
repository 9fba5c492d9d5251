package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.local.restate.RestateAdmin;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/// Whether an invocation is paused, or has failed repeatedly.
final class InvocationCheck {

  private static final int RETRIES_MAX = 10;
  private static final int SHOWN = 5;

  private final ClusterUnderTest subject;

  InvocationCheck(ClusterUnderTest subject) {
    this.subject = subject;
  }

  List<Check> all() {
    return List.of(new Check("invocations", this::look));
  }

  private Finding look() throws IOException {
    List<URI> admins = subject.admins();
    JsonNode stuck =
        new RestateAdmin(admins)
            .query(
                """
                select id, target, status, retry_count, last_failure from sys_invocation
                 where status = 'paused' or (status = 'backing-off' and retry_count >= %d)
                 order by status desc, id
                """
                    .formatted(RETRIES_MAX))
            .orElseThrow(() -> new IOException("no admin API answers a query"));
    if (stuck.isEmpty()) {
      return new Passed("none is paused, none has failed %d times".formatted(RETRIES_MAX));
    }
    String some =
        stuck
            .valueStream()
            .limit(SHOWN)
            .map(InvocationCheck::sentence)
            .collect(Collectors.joining("; "));
    return new Failed(
        "%d are stuck: %s".formatted(stuck.size(), some),
        "fix the cause, then resume each paused one: curl -X PATCH %s/invocations/ID/resume"
            .formatted(admins.getFirst()));
  }

  private static String sentence(JsonNode row) {
    String failure = row.path("last_failure").asText("").lines().findFirst().orElse("");
    return "%s (%s) is %s after %d retries: %s"
        .formatted(
            row.path("id").asText(),
            row.path("target").asText(),
            row.path("status").asText(),
            row.path("retry_count").asLong(),
            failure.length() <= 200 ? failure : failure.substring(0, 200) + "...");
  }
}
