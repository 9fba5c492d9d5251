package dev.classify.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.cli.input.RecordFile;
import dev.classify.evaluate.AnswerSet;
import dev.classify.evaluate.Prediction;
import dev.classify.evaluate.PredictionJson;
import dev.classify.evaluate.Records;
import dev.classify.exit.CommandFailure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads answers: an export, or what an evaluation wrote as JSON.
public final class AnswerFile {

  private static final String EXPORT = "give a file that `classify export` wrote";

  private final Path path;
  private final Set<String> wanted;
  private final Map<String, Prediction> answers = new HashMap<>();
  private String fault = "";

  private AnswerFile(Path path, Set<String> wanted) {
    this.path = path;
    this.wanted = wanted;
  }

  /// The answers to these indicators.
  public static AnswerSet read(Path path, Set<String> wanted) {
    AnswerFile file = new AnswerFile(path, wanted);
    RecordFile records = new RecordFile(path);
    Optional<ObjectNode> document = records.document();
    if (document.isPresent()) {
      file.evaluation(document.get());
    } else {
      records.each(file::add);
    }
    if (!file.fault.isEmpty()) {
      throw CommandFailure.usage(path + ":" + file.fault, EXPORT);
    }
    return new AnswerSet(path.toString(), file.answers);
  }

  private void evaluation(ObjectNode document) {
    JsonNode runs = document.path("runs");
    if (!runs.isArray() || runs.size() != 1) {
      throw CommandFailure.usage(
          path + (runs.isArray() ? " holds " + runs.size() + " runs" : " holds no evaluation"),
          "give the output of `classify evaluate --output json` of one run, or an export");
    }
    int place = 0;
    for (JsonNode answer : runs.get(0).path("answers")) {
      place++;
      if (answer instanceof ObjectNode record) {
        add(new Records.Entry.Parsed(place, record));
      }
    }
  }

  private void add(Records.Entry entry) {
    switch (entry) {
      case Records.Entry.Header _ -> {}
      case Records.Entry.Broken broken -> note(broken.line(), broken.problem());
      case Records.Entry.Parsed read -> add(read);
    }
  }

  private void add(Records.Entry.Parsed read) {
    try {
      Optional<Prediction> answer = PredictionJson.read(read.values());
      if (answer.isEmpty()) {
        note(read.line(), "has no indicator_id, or none of the fields of an answer");
      } else if (wanted.contains(answer.get().indicatorId())
          && answers.put(answer.get().indicatorId(), answer.get()) != null) {
        note(read.line(), "repeats the indicator " + answer.get().indicatorId());
      }
    } catch (IllegalArgumentException wrong) {
      note(read.line(), String.valueOf(wrong.getMessage()));
    }
  }

  private void note(long line, String what) {
    if (fault.isEmpty()) {
      fault = line + ": " + what;
    }
  }
}
