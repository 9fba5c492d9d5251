package dev.classify.store.generated;

import dev.classify.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// Fills empty tables with answers as if jobs had given them: with their attempts, batches,
/// requests, rejections, and a part of them in review. Every run makes the same rows, apart from
/// their times.
///
/// A hundredth of the jobs, the latest ones, are large: they have a tenth of the answers.
public final class GeneratedRows {

  private static final String SCRIPT = "/dev/classify/store/generated/rows.sql";

  /// Ends a statement of the script.
  private static final Pattern END = Pattern.compile(";\\n");

  /// One word before the statements of a part.
  private static final Pattern LABEL = Pattern.compile("-- ([a-z]+)\\n");

  private static final List<String> FILLED =
      List.of(
          "jobs",
          "job_batches",
          "classifications",
          "classification_attempts",
          "rejections",
          "review_items",
          "source_indicators",
          "llm_requests",
          "llm_exchanges");

  private final DataSource owner;
  private final Consumer<String> progress;

  /// @param owner of the tables, because filling rebuilds their indexes
  /// @param progress receives a word for each part that begins
  public GeneratedRows(DataSource owner, Consumer<String> progress) {
    this.owner = owner;
    this.progress = progress;
  }

  /// How many rows there shall be.
  ///
  /// @param answers current answers, at least a hundred for each job
  /// @param jobs that gave them, at least 10
  public record Size(long answers, int jobs) {

    public Size {
      if (jobs < 10 || answers < 100L * jobs) {
        throw new IllegalArgumentException(
            "at least 10 jobs with 100 answers each: %d jobs, %d answers".formatted(jobs, answers));
      }
    }

    int largeJobs() {
      return Math.max(jobs / 100, 1);
    }

    long largeRows() {
      return answers / 10 / largeJobs();
    }

    long smallRows() {
      // The last job takes what the division leaves.
      return Math.ceilDiv(answers - largeJobs() * largeRows(), jobs - largeJobs());
    }
  }

  /// The id of a job.
  ///
  /// @param place 1 for the latest one
  public static String jobId(int place) {
    return "generated-" + place;
  }

  /// Fills the tables, and brings indexes and statistics up to date.
  public void fill(Size size) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      // For the sorts of the indexes; the server is meant for little memory.
      statement.execute("set maintenance_work_mem = '256MB'");
      statement.execute("set work_mem = '64MB'");
      List<TableIndex> indexes = TableIndex.of(connection, FILLED);
      for (TableIndex index : indexes) {
        statement.execute(index.drop());
      }
      for (String sql : END.split(script(size), -1)) {
        Matcher label = LABEL.matcher(sql.strip());
        if (label.lookingAt()) {
          progress.accept(label.group(1));
        }
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      progress.accept("indexes");
      for (TableIndex index : indexes) {
        statement.execute(index.create());
      }
      progress.accept("statistics");
      statement.execute(
          "vacuum analyze review_decisions, review_judgements, " + String.join(", ", FILLED));
      // The connection goes back to its pool.
      statement.execute("discard temporary");
      statement.execute("reset all");
    }
  }

  private static String script(Size size) {
    String script = new String(Resource.bytes(SCRIPT), StandardCharsets.UTF_8);
    Map<String, Long> numbers =
        Map.of(
            "answers", size.answers(),
            "jobs", (long) size.jobs(),
            "largeJobs", (long) size.largeJobs(),
            "largeRows", size.largeRows(),
            "smallRows", size.smallRows());
    for (Map.Entry<String, Long> number : numbers.entrySet()) {
      script = script.replace("${" + number.getKey() + "}", number.getValue().toString());
    }
    return script;
  }
}
