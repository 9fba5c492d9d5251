package dev.classify.simulator.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.classify.simulator.files.FileContent;
import dev.classify.simulator.recording.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What the lines of one batch gave: the lines of its two files, and its totals. A line has the
/// form of `BatchRequestOutput` in github.com/openai/openai-openapi. Errors of HTTP are in the
/// response and not in `error`, as github.com/openai/openai-openapi/issues/302 found.
final class BatchResults {

  private FileContent.Writer output = new FileContent.Writer();
  private FileContent.Writer errors = new FileContent.Writer();
  private int completed;
  private int failed;
  private long promptTokens;
  private long cachedTokens;
  private long completionTokens;

  void add(String customId, LineRunner.Answered answered) {
    RecordedRequest request = answered.request();
    ObjectNode line = line(customId);
    line.putObject("response")
        .put("status_code", request.status())
        .put("request_id", request.requestId())
        .putRawValue("body", new RawValue(answered.body()));
    line.putNull("error");
    if (request.billed()) {
      completed++;
      promptTokens += request.promptTokens();
      cachedTokens += request.cachedTokens();
      completionTokens += request.completionTokens();
      write(output, line);
    } else {
      failed++;
      write(errors, line);
    }
  }

  /// A line that never ran. It is in the error file, but does not count as failed: a batch of 10
  /// lines that github.com/warmbly/warmbly/pull/333 saw expire had one completed and none failed.
  void addUnfinished(String customId, BatchStatus end) {
    boolean expired = end == BatchStatus.EXPIRED;
    ObjectNode line = line(customId).putNull("response");
    line.putObject("error")
        .put("code", expired ? "batch_expired" : "batch_cancelled")
        .put(
            "message",
            expired
                ? "This request could not be executed before the completion window expired."
                : "This request could not be executed because the batch was cancelled.");
    write(errors, line);
  }

  /// Of all lines; to be called once.
  FileContent output() {
    return output.content();
  }

  /// Of all lines; to be called once.
  FileContent errors() {
    return errors.content();
  }

  ObjectNode counts(int total) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("total", total)
        .put("completed", completed)
        .put("failed", failed);
  }

  ObjectNode usage() {
    ObjectNode usage = JsonNodeFactory.instance.objectNode().put("input_tokens", promptTokens);
    usage.putObject("input_tokens_details").put("cached_tokens", cachedTokens);
    usage.put("output_tokens", completionTokens);
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return usage.put("total_tokens", promptTokens + completionTokens);
  }

  /// Keeps only the totals.
  void forgetLines() {
    output = new FileContent.Writer();
    errors = new FileContent.Writer();
  }

  private static ObjectNode line(String customId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", "batch_req_" + UUID.randomUUID().toString().replace("-", ""))
        .put("custom_id", customId);
  }

  private static void write(FileContent.Writer file, ObjectNode line) {
    file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
