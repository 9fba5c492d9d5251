package dev.classify.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.classify.exit.CommandFailure;
import org.jspecify.annotations.Nullable;

/// One line of JSON in which the supervisor tells the command that launched it why it failed.
record FailureLine(String problem, String fix) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static String write(CommandFailure failure) {
    try {
      return JSON.writeValueAsString(new FailureLine(failure.problem(), failure.fix()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param line null where the supervisor ended before it wrote one
  static CommandFailure read(@Nullable String line) throws JsonProcessingException {
    if (line == null) {
      return CommandFailure.failed("the supervisor failed without a reason", "see supervisor.log");
    }
    FailureLine read = JSON.readValue(line, FailureLine.class);
    return CommandFailure.failed(read.problem, read.fix);
  }
}
