package dev.classify.cli.command;

import dev.classify.cli.evaluate.AnswerFile;
import dev.classify.cli.evaluate.LabelledInput;
import dev.classify.cli.evaluate.RulesAnswerSet;
import dev.classify.cli.input.InputSource;
import dev.classify.evaluate.AnswerSet;
import dev.classify.evaluate.GoldLabels;
import dev.classify.exit.CommandFailure;
import dev.classify.indicator.Indicator;
import dev.classify.store.results.Results;
import dev.classify.store.results.StoredAnswerSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.regex.Pattern;

/// Reads answers to labelled indicators, and the indicators themselves.
///
/// @param target the system with stored answers; opened only if they are needed
record AnswerLookup(GoldLabels gold, TargetSystem.Source target) {

  private static final Pattern FILE = Pattern.compile("[/\\\\]|\\.(csv|jsonl?)$");

  /// Reads the labelled rows of an input.
  Collection<Indicator> indicators(Path input, ReadOptions reading) throws IOException {
    if (Files.exists(input) && Files.isSameFile(input, Path.of(gold.name()))) {
      if (reading.given()) {
        throw CommandFailure.usage(
            "the file of labels has columns of its own, which no option changes: " + input,
            "leave out options such as --mapping and --format, or give another --input");
      }
      // Its columns scale and currency are labels, which a classifier must not see.
      return gold.indicators().values();
    }
    return LabelledInput.of(InputSource.file(input, reading.options()), gold.ids()).values();
  }

  /// Answers of the rules, computed here.
  AnswerSet rules(Path input, ReadOptions reading) throws IOException {
    return RulesAnswerSet.of(target.ruleTables(), indicators(input, reading));
  }

  AnswerSet file(Path file) {
    return AnswerFile.read(file, gold.ids());
  }

  AnswerSet current() throws SQLException {
    return stored(results -> StoredAnswerSet.current(results, gold.ids()));
  }

  AnswerSet job(String id) throws SQLException {
    return stored(results -> StoredAnswerSet.ofJob(results, gold.ids(), id));
  }

  /// The answers in a file, or those of a job.
  AnswerSet run(String fileOrJob) throws SQLException {
    Path file = Path.of(fileOrJob);
    if (Files.exists(file) || FILE.matcher(fileOrJob).find()) {
      return file(file);
    }
    AnswerSet answers = job(fileOrJob);
    if (answers.byId().isEmpty()) {
      throw CommandFailure.usage(
          fileOrJob + " is neither a file nor a job that answered a labelled indicator",
          "name an export, or a job that `classify status` lists");
    }
    return answers;
  }

  private interface Query {
    AnswerSet read(Results results) throws SQLException;
  }

  private AnswerSet stored(Query query) throws SQLException {
    try (TargetSystem opened = target.open()) {
      return query.read(new Results(opened.database()));
    }
  }
}
