package dev.classify.cli.cluster.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.cluster.verify.Finding.Failed;
import dev.classify.cli.cluster.verify.Finding.Passed;
import dev.classify.cli.cluster.verify.Finding.Skipped;
import dev.classify.cli.report.OutputFormat;
import java.io.PrintWriter;

/// Prints each result as a line at once, or all of them as JSON at the end.
final class CheckReport implements AutoCloseable {

  private static final String LINE = "%-7s  %-18s  %s";

  private final OutputFormat format;
  private final PrintWriter out;
  private final ArrayNode json = JsonNodeFactory.instance.arrayNode();
  private int failed;

  CheckReport(OutputFormat format, PrintWriter out) {
    this.format = format;
    this.out = out;
  }

  void add(CheckResult result) {
    if (result.failed()) {
      failed++;
    }
    switch (format) {
      case TABLE -> print(result);
      case JSON -> json.add(json(result));
    }
  }

  boolean allPassed() {
    return failed == 0;
  }

  private void print(CheckResult result) {
    switch (result.finding()) {
      case Passed(String seen) -> out.println(LINE.formatted("ok", result.check(), seen));
      case Skipped(String reason) -> out.println(LINE.formatted("skipped", result.check(), reason));
      case Failed(String seen, String fix) -> {
        out.println(LINE.formatted("FAILED", result.check(), seen));
        if (!fix.isEmpty()) {
          out.println(LINE.formatted("", "", "fix: " + fix));
        }
      }
    }
  }

  /// One result: `check`, `result` (`ok`, `skipped` or `failed`), `seen`, and a failure's `fix`.
  static ObjectNode json(CheckResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("check", result.check());
    switch (result.finding()) {
      case Passed(String seen) -> json.put("result", "ok").put("seen", seen);
      case Skipped(String reason) -> json.put("result", "skipped").put("seen", reason);
      case Failed(String seen, String fix) ->
          json.put("result", "failed").put("seen", seen).put("fix", fix);
    }
    return json;
  }

  @Override
  public void close() {
    switch (format) {
      case TABLE -> {}
      case JSON -> out.println(json.toPrettyString());
    }
  }
}
