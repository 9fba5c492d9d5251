package dev.classify.simulator.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.simulator.files.FileContent;
import dev.classify.simulator.request.Endpoint;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks the input file of a batch. One bad line refuses the whole file; what is wrong within a
/// body is found only when the line runs, except for its model.
final class BatchInputCheck {

  /// More would only repeat the same fault.
  private static final int ERRORS_MAX = 100;

  private static final JsonMapper JSON = new JsonMapper();

  private final Endpoint endpoint;
  private final SimulatorSettings settings;
  private final LineRunner runner;
  private final List<BatchError> errors = new ArrayList<>();
  private final List<BatchInput.Line> lines = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private String model = "";
  private long promptTokens;

  BatchInputCheck(Endpoint endpoint, SimulatorSettings settings, LineRunner runner) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.runner = runner;
  }

  /// The result of a check.
  sealed interface Checked {

    record Valid(BatchInput input) implements Checked {}

    /// A file that the API refuses, with at least one error.
    record Invalid(List<BatchError> errors) implements Checked {
      public Invalid {
        errors = List.copyOf(errors);
      }
    }
  }

  Checked check(FileContent content) {
    int number = 0;
    long start = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int block = 0; block < content.blocks() && errors.size() < ERRORS_MAX; block++) {
      byte[] bytes = content.block(block);
      int begin = 0;
      for (int at = 0; at < bytes.length && errors.size() < ERRORS_MAX; at++) {
        if (bytes[at] == '\n') {
          line.write(bytes, begin, at - begin);
          begin = at + 1;
          start = checkLine(line, start, ++number) + 1;
        }
      }
      line.write(bytes, begin, bytes.length - begin);
    }
    if (errors.size() < ERRORS_MAX && line.size() > 0) {
      checkLine(line, start, ++number);
    }
    if (lines.isEmpty() && errors.isEmpty()) {
      errors.add(BatchError.empty());
    }
    if (lines.size() > settings.batch().linesMax()) {
      errors.add(BatchError.tooManyLines(settings.batch().linesMax()));
    }
    return errors.isEmpty()
        ? new Checked.Valid(new BatchInput(content, model, lines, promptTokens))
        : new Checked.Invalid(errors);
  }

  /// Checks a line and empties it.
  ///
  /// @return where it ends
  private long checkLine(ByteArrayOutputStream line, long start, int number) {
    long end = start + line.size();
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (!text.isBlank()) {
      checkLine(text, start, end, number);
    }
    return end;
  }

  private void checkLine(String text, long start, long end, int number) {
    JsonNode line;
    try {
      line = JSON.readTree(text);
    } catch (JsonProcessingException _) {
      errors.add(BatchError.notJson(number));
      return;
    }
    Optional<BatchError> error = lineError(line, number);
    if (error.isPresent()) {
      errors.add(error.get());
      return;
    }
    lines.add(new BatchInput.Line(line.path("custom_id").textValue(), start, end));
    promptTokens += runner.promptTokens(endpoint, line.path("body").toString());
  }

  private Optional<BatchError> lineError(JsonNode line, int number) {
    for (String name : List.of("custom_id", "method", "url")) {
      if (!line.path(name).isTextual()) {
        return Optional.of(BatchError.missing(name, number));
      }
    }
    if (!line.path("body").isObject()) {
      return Optional.of(BatchError.missing("body", number));
    }
    String id = line.path("custom_id").textValue();
    if (!ids.add(id)) {
      return Optional.of(BatchError.duplicateId(id, number));
    }
    if (!line.path("method").textValue().equals("POST")) {
      return Optional.of(BatchError.wrongMethod(line.path("method").textValue(), number));
    }
    if (!line.path("url").textValue().equals(endpoint.path())) {
      return Optional.of(BatchError.wrongUrl(number));
    }
    return modelError(line.at("/body/model"), number);
  }

  private Optional<BatchError> modelError(JsonNode asked, int number) {
    if (!asked.isTextual()) {
      return Optional.of(BatchError.missing("body.model", number));
    }
    String name = asked.textValue();
    if (!settings.hasModel(name)) {
      return Optional.of(BatchError.unknownModel(name, number));
    }
    if (model.isEmpty()) {
      model = name;
    }
    return model.equals(name) ? Optional.empty() : Optional.of(BatchError.otherModel(name, number));
  }
}
